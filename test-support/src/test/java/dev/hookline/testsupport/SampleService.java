package dev.hookline.testsupport;

import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;

/** The smallest process that looks like a service. */
final class SampleService {

    private SampleService() {}

    public static void main(String[] arguments) throws Exception {
        if (Boolean.getBoolean("fail")) {
            System.err.println("this one fails");
            System.exit(1);
        }
        System.out.println(System.getProperty("greeting"));
        var address = new InetSocketAddress("127.0.0.1", Integer.getInteger("quarkus.http.port"));
        var server = HttpServer.create(address, 0);
        server.createContext(
                "/q/health/ready",
                exchange -> {
                    exchange.sendResponseHeaders(200, -1);
                    exchange.close();
                });
        server.start();
    }
}
