package dev.hookline.testsupport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessUnderTestIT {

    @TempDir Path directory;

    @Test
    void comesBackOnTheSamePortAfterBeingKilled() throws Exception {
        try (var process = ProcessUnderTest.start("sample", jar(), Map.of("greeting", "hello"))) {
            var url = process.url();
            assertThat(process.isReady()).isTrue();

            process.kill();
            assertThat(process.isRunning()).isFalse();
            assertThat(process.isReady()).isFalse();

            process.restart();
            assertThat(process.url()).isEqualTo(url);
            assertThat(process.isReady()).isTrue();
            assertThat(process.output()).contains("hello");
        }
    }

    @Test
    void showsWhatAProcessSaidThatDidNotStart() {
        assertThatThrownBy(() -> ProcessUnderTest.start("sample", jar(), Map.of("fail", "true")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("this one fails");
    }

    private Path jar() throws Exception {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, SampleService.class.getName());
        var file = directory.resolve("sample.jar");
        var entry = SampleService.class.getName().replace('.', '/') + ".class";
        try (var jar = new JarOutputStream(Files.newOutputStream(file), manifest);
                var bytes = getClass().getClassLoader().getResourceAsStream(entry)) {
            jar.putNextEntry(new JarEntry(entry));
            bytes.transferTo(jar);
        }
        return file;
    }
}
