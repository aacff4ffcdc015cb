package recontrast.report.notebook;

import org.dflib.jjava.jupyter.channels.IOPubChannel;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.JupyterIO;
import org.dflib.jjava.jupyter.kernel.ReplacementOptions;
import org.dflib.jjava.jupyter.kernel.comm.CommManager;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.util.StringStyler;
import org.dflib.jjava.jupyter.messages.HMACGenerator;
import org.dflib.jjava.jupyter.messages.Header;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.publish.PublishStatus;
import org.zeromq.ZMQ;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** The notebook's kernel with a cell that runs on a thread; the cell is stopped as a message of it is sent. */
final class StoppingKernel extends BaseKernel implements AutoCloseable {

    private static final int ZMQ_PATIENCE_MILLIS = 10; // so long after one message it looks at the flag at the next

    private final ZMQ.Context context;
    private final Channel channel;

    private StoppingKernel(ZMQ.Context context, Channel channel) {
        super("test", "1", null, List.of(), null, new Output(new Cell(channel)), new CommManager(), new Renderer(), null,
                null, false, new StringStyler.Builder().build());
        this.context = context;
        this.channel = channel;
        notebookKernel = this;
    }

    private StoppingKernel(ZMQ.Context context, Thread cell) {
        this(context, new Channel(context, cell));
    }

    /** Whose cell runs on that thread. */
    StoppingKernel(Thread cell) {
        this(ZMQ.context(1), cell);
    }

    /** Presses stop during the message of that number from now on, counted from 1. */
    void stopAtMessage(int number) {
        channel.messagesLeft = number;
    }

    boolean stopped() {
        return channel.messagesLeft <= 0;
    }

    @Override
    public void close() {
        notebookKernel = null;
        channel.close();
        context.close();
    }

    @Override
    public Object evalRaw(String code) {
        throw new UnsupportedOperationException();
    }

    @Override
    public DisplayData inspect(String code, int at, boolean extra) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ReplacementOptions complete(String code, int at) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String isComplete(String code) {
        throw new UnsupportedOperationException();
    }

    private static final class Channel extends IOPubChannel {

        private final Thread cell;
        private volatile int messagesLeft;

        Channel(ZMQ.Context context, Thread cell) {
            super(context, HMACGenerator.NO_AUTH_INSTANCE);
            this.cell = cell;
        }

        @Override
        public synchronized void sendMessage(Message<?> message) {
            messagesLeft--;
            if (messagesLeft == 0) {
                sleep();
                cell.interrupt();
            }
            super.sendMessage(message);
        }

        private static void sleep() {
            try {
                Thread.sleep(ZMQ_PATIENCE_MILLIS);
            } catch (InterruptedException pressedTwice) {
                throw new IllegalStateException(pressedTwice);
            }
        }
    }

    private static final class Cell extends ShellReplyEnvironment {

        Cell(Channel channel) {
            super(null, null, channel, new Message<>(new Header<>(PublishStatus.MESSAGE_TYPE), PublishStatus.BUSY));
        }
    }

    private static final class Output extends JupyterIO {

        Output(Cell cell) {
            super(StandardCharsets.UTF_8);
            setEnv(cell);
        }
    }
}
