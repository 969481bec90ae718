package dev.hookline.localstack.stack;

import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;

/** Listens where the stack says and is always ready; answers with the environment it was given. */
final class MadeUpService {

    private MadeUpService() {}

    public static void main(String[] arguments) throws Exception {
        var port = Integer.parseInt(System.getenv("QUARKUS_HTTP_PORT"));
        var host = System.getenv("QUARKUS_HTTP_HOST");
        var server = HttpServer.create(new InetSocketAddress(host, port), 0);
        server.createContext(
                "/q/health/ready",
                exchange -> {
                    exchange.sendResponseHeaders(200, -1);
                    exchange.close();
                });
        server.start();
        System.out.println("listening on " + port);
    }
}
