package groundplan.testing;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A name server on this machine that knows the NS records of some zones, and says of all others that they do not exist. */
public final class DnsStandIn implements Closeable {
    private static final int HEAD = 12;
    private final DatagramSocket socket;
    private final Map<String, List<String>> zones = new ConcurrentHashMap<>();

    /** Starts it. */
    public DnsStandIn() {
        try {
            this.socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread thread = new Thread(this::serve, "dns stand-in");
        thread.setDaemon(true);
        thread.start();
    }

    /** Delegates a zone. */
    public DnsStandIn with(String zone, String... servers) {
        zones.put(zone, List.of(servers));
        return this;
    }

    /** Its address and port. */
    public String address() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    private void serve() {
        byte[] buffer = new byte[512];
        while (!socket.isClosed()) {
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            try {
                socket.receive(packet);
                byte[] answer = answer(Arrays.copyOf(buffer, packet.getLength()));
                socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private byte[] answer(byte[] question) {
        StringBuilder name = new StringBuilder();
        int at = HEAD;
        for (int length = question[at]; length > 0; length = question[at]) {
            name.append(name.length() == 0 ? "" : ".")
                    .append(new String(question, at + 1, length, StandardCharsets.US_ASCII));
            at += length + 1;
        }
        int end = at + 5;
        List<String> servers = zones.getOrDefault(name.toString(), List.of());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(question, 0, 2);
        // A response, recursion available; 3 is NXDOMAIN.
        out.writeBytes(
                new byte[] {(byte) 0x85, (byte) (servers.isEmpty() ? 0x83 : 0x80), 0, 1, 0, (byte) servers.size()});
        out.writeBytes(new byte[4]);
        out.write(question, HEAD, end - HEAD);
        servers.forEach(server -> {
            byte[] data = name(server);
            out.writeBytes(new byte[] {(byte) 0xc0, HEAD, 0, 2, 0, 1, 0, 0, 0, 60, 0, (byte) data.length});
            out.writeBytes(data);
        });
        return out.toByteArray();
    }

    private static byte[] name(String host) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (String label : host.split("\\.")) {
            out.write(label.length());
            out.writeBytes(label.getBytes(StandardCharsets.US_ASCII));
        }
        out.write(0);
        return out.toByteArray();
    }

    @Override
    public void close() {
        socket.close();
    }
}
