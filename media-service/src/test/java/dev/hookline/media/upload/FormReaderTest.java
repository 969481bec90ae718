package dev.hookline.media.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import dev.hookline.kit.problem.ProblemException;
import dev.hookline.media.store.StorageFullException;
import dev.hookline.media.testing.Form;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FormReaderTest {

    private static final int MAX_SIZE = 300_000;

    private final FileSystem disk =
            Jimfs.newFileSystem(
                    Configuration.unix().toBuilder()
                            .setMaxSize(1_000_000)
                            .setBlockSize(512)
                            .build());
    private final Path path = disk.getPath("/work/a.part");

    @AfterEach
    void unmount() throws IOException {
        disk.close();
    }

    @Test
    void bringsTheFileToTheDiskByteForByte() throws IOException {
        var content = new byte[200_000];
        new Random(7).nextBytes(content);
        System.arraycopy(
                "\r\n------a-boundar\r\n--".getBytes(StandardCharsets.US_ASCII),
                0,
                content,
                70_000,
                21);

        try (var file = new IncomingFile(path, MAX_SIZE)) {
            var form =
                    read(
                            new Form()
                                    .field("caption", "before")
                                    .file("a \u6f22.bin", "image/png; x=y", content)
                                    .field("alt", "after"),
                            file);

            assertThat(form)
                    .isEqualTo(new UploadForm("a \u6f22.bin", "image/png", "after", "before"));
            assertThat(path).hasBinaryContent(content);
            assertThat(file.size()).isEqualTo(content.length);
            assertThat(file.hash())
                    .isEqualTo(
                            dev.hookline.media.store.Sha256.of(new ByteArrayInputStream(content)));
        }
        assertThat(path).doesNotExist();
    }

    @Test
    void takesAFileOfTheLargestSizeAndNotOneByteMore() throws IOException {
        try (var file = new IncomingFile(path, MAX_SIZE)) {
            read(Form.of("a", "a/b", new byte[MAX_SIZE]), file);
            assertThat(file.size()).isEqualTo(MAX_SIZE);
        }
        try (var file = new IncomingFile(path, MAX_SIZE)) {
            assertThatThrownBy(() -> read(Form.of("a", "a/b", new byte[MAX_SIZE + 1]), file))
                    .asInstanceOf(InstanceOfAssertFactories.type(ProblemException.class))
                    .extracting(e -> e.problem().status())
                    .isEqualTo(413);
        }
        assertThat(path).doesNotExist();
    }

    @Test
    void aFullDiskIsKnownForOne() throws IOException {
        Files.createDirectories(path.getParent());
        try (var file = new IncomingFile(path, Long.MAX_VALUE)) {
            assertThatThrownBy(() -> read(Form.of("a", "a/b", new byte[2_000_000]), file))
                    .isInstanceOf(StorageFullException.class);
            assertThat(path).exists();
        }
        assertThat(path).doesNotExist();
    }

    @ParameterizedTest
    @MethodSource("faulty")
    void refuses(Form form, String field) throws IOException {
        try (var file = new IncomingFile(path, MAX_SIZE)) {
            assertThatThrownBy(() -> read(form, file))
                    .asInstanceOf(InstanceOfAssertFactories.type(ProblemException.class))
                    .satisfies(e -> {
                        assertThat(e.problem().status()).isEqualTo(422);
                        assertThat(e.problem().errors().getFirst().field()).isEqualTo(field);
                    });
        }
        assertThat(path).doesNotExist();
    }

    static Stream<Arguments> faulty() {
        var one = new byte[] {1};
        return Stream.of(
                Arguments.of(new Form(), "file"),
                Arguments.of(new Form().field("alt", "x"), "file"),
                Arguments.of(new Form().field("file", "x"), "file"),
                Arguments.of(Form.of("", "a/b", one), "file"),
                Arguments.of(Form.of("a", "a/b", one).file("b", "a/b", one), "file"),
                Arguments.of(Form.of("a", "a/b", one).field("alt", "x").field("alt", "y"), "alt"),
                Arguments.of(Form.of("a", "a/b", one).field("alt", "x".repeat(1_001)), "alt"),
                Arguments.of(Form.of("a", "a/b", one).field("alt", "x".repeat(50_000)), "alt"),
                Arguments.of(Form.of("a", "a/b", one).field("alt", "\u0000"), "alt"),
                Arguments.of(
                        Form.of("a", "a/b", one).field("caption", "x".repeat(10_001)), "caption"),
                Arguments.of(Form.of("a", "a/b", one).field("colour", "red"), "colour"),
                Arguments.of(Form.of("a", "a/b", one).field("<script>\u00e4", "red"), "?"));
    }

    @Test
    void seesThatTheBodyHasNoEnd() {
        var body = Form.of("a", "a/b", new byte[1_000]).body();
        for (int cut : new int[] {1, 30, 200, 1_100, body.length - 4, body.length - 20}) {
            try (var file = new IncomingFile(path, MAX_SIZE)) {
                assertThatThrownBy(() -> read(java.util.Arrays.copyOf(body, cut), file))
                        .as("after %d bytes of %d", cut, body.length)
                        .isInstanceOfAny(ProblemException.class, IOException.class);
            }
            assertThat(path).doesNotExist();
        }
    }

    private static UploadForm read(Form form, IncomingFile file) throws IOException {
        return read(form.body(), file);
    }

    private static UploadForm read(byte[] body, IncomingFile file) throws IOException {
        return FormReader.read(
                MultipartBody.of(Form.CONTENT_TYPE, new ByteArrayInputStream(body)), file);
    }
}
