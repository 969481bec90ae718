package dev.hookline.gateway.call;

import io.vertx.core.net.TrustOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Whose certificates plugins may show: the authorities of the Java platform and the operator's. */
final class TrustedAuthorities {

    private TrustedAuthorities() {}

    /**
     * Trusts the certificates of a PEM file besides the public authorities.
     *
     * @throws IllegalStateException when the file holds no certificate that can be read
     */
    static TrustOptions publicOnesAnd(Path pemFile) {
        try {
            var store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            var trusted = new ArrayList<Certificate>(publicOnes());
            trusted.addAll(read(pemFile));
            for (int i = 0; i < trusted.size(); i++) {
                store.setCertificateEntry("authority-" + i, trusted.get(i));
            }
            return TrustOptions.wrap(trustManager(store));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("no certificates can be read from " + pemFile, e);
        }
    }

    private static Collection<? extends Certificate> read(Path pemFile)
            throws GeneralSecurityException, IOException {
        try (var pem = Files.newInputStream(pemFile)) {
            var certificates = CertificateFactory.getInstance("X.509").generateCertificates(pem);
            if (certificates.isEmpty()) {
                throw new IOException("the file is empty");
            }
            return certificates;
        }
    }

    private static List<? extends Certificate> publicOnes() throws GeneralSecurityException {
        return List.of(trustManager(null).getAcceptedIssuers());
    }

    /** The platform's own checks over a store, null for the platform's own store. */
    private static X509TrustManager trustManager(@Nullable KeyStore store)
            throws GeneralSecurityException {
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        for (var manager : factory.getTrustManagers()) {
            if (manager instanceof X509TrustManager found) {
                return found;
            }
        }
        throw new GeneralSecurityException("the platform checks no certificates");
    }
}
