package recontrast.process;

import java.io.IOException;
import java.net.ProtocolFamily;
import java.net.Socket;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.AbstractSelector;
import java.nio.channels.spi.SelectorProvider;

/** What a process gets its sockets from, put in place of the platform's: it says that one was wanted, and gives none. */
public final class NoSockets extends SelectorProvider {

    static final String WANTED = "a socket was wanted";

    /** What starts a process with this in place. */
    static final String OPTION = "-Djava.nio.channels.spi.SelectorProvider=" + NoSockets.class.getName();

    /** For sockets that are not made of channels. */
    @SuppressWarnings("deprecation") // of the way sockets were replaced before channels; both are still in use
    static void replaceTheOlderOnes() throws IOException {
        Socket.setSocketImplFactory(() -> {
            System.out.println(WANTED);
            throw new IllegalStateException(WANTED);
        });
    }

    private static IOException refused() {
        System.out.println(WANTED);
        return new IOException(WANTED);
    }

    @Override
    public DatagramChannel openDatagramChannel() throws IOException {
        throw refused();
    }

    @Override
    public DatagramChannel openDatagramChannel(ProtocolFamily family) throws IOException {
        throw refused();
    }

    @Override
    public Pipe openPipe() throws IOException {
        throw refused();
    }

    @Override
    public AbstractSelector openSelector() throws IOException {
        throw refused();
    }

    @Override
    public ServerSocketChannel openServerSocketChannel() throws IOException {
        throw refused();
    }

    @Override
    public SocketChannel openSocketChannel() throws IOException {
        throw refused();
    }
}
