package dev.hookline.localstack.token;

import dev.hookline.localstack.files.SecretFile;
import dev.hookline.localstack.files.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/** The RSA key pair that signs the tokens of one local installation, made once. */
public final class SigningKeys {

    private static final int BITS = 2048;
    private static final String PRIVATE_KEY = "private-key.pem";
    private static final String PUBLIC_KEY = "public-key.pem";

    private final Path directory;
    private final PrivateKey privateKey;

    private SigningKeys(Path directory, PrivateKey privateKey) {
        this.directory = directory;
        this.privateKey = privateKey;
    }

    /** Reads the pair in {@code directory}, or makes it there; safe when two processes do so. */
    public static SigningKeys in(Path directory) {
        var absolute = directory.toAbsolutePath().normalize();
        if (!Files.exists(absolute)) {
            create(absolute);
        }
        return new SigningKeys(absolute, readPrivateKey(absolute.resolve(PRIVATE_KEY)));
    }

    /** The public key in PEM form, the value of {@code mp.jwt.verify.publickey.location}. */
    public Path publicKeyFile() {
        return directory.resolve(PUBLIC_KEY);
    }

    PrivateKey privateKey() {
        return privateKey;
    }

    /** Both files appear at once, under a name that is taken only by a whole pair. */
    private static void create(Path directory) {
        var unfinished = directory.resolveSibling(directory.getFileName() + "." + uniqueSuffix());
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            var pair = generator.generateKeyPair();
            SecretFile.write(
                    unfinished.resolve(PRIVATE_KEY),
                    pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
            SecretFile.write(
                    unfinished.resolve(PUBLIC_KEY),
                    pem("PUBLIC KEY", pair.getPublic().getEncoded()));
            Files.move(unfinished, directory, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            if (!Files.exists(directory)) {
                throw new UncheckedIOException("could not make keys in " + directory, failure);
            }
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException("this Java has no RSA", failure);
        } finally {
            Trees.delete(unfinished);
        }
    }

    private static String uniqueSuffix() {
        return ProcessHandle.current().pid() + "-" + Thread.currentThread().threadId();
    }

    private static String pem(String label, byte[] der) {
        var body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
    }

    private static PrivateKey readPrivateKey(Path file) {
        var body = SecretFile.read(file).replaceAll("-----[A-Z ]+-----", "");
        try {
            return KeyFactory.getInstance("RSA")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(body)));
        } catch (GeneralSecurityException | IllegalArgumentException damaged) {
            throw new IllegalStateException("not an RSA private key: " + file, damaged);
        }
    }
}
