package recontrast.weights;

import java.io.IOException;
import java.net.http.HttpHeaders;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The part of a download that has arrived, on disk. */
final class PartFile implements AutoCloseable {

    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d+)-\\d+/(?:\\d+|\\*)");

    private final FileChannel channel;
    private final long whole;

    /** @param whole how long the file will be */
    PartFile(Path place, long whole) throws IOException {
        this.channel = FileChannel.open(place, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        this.whole = whole;
        channel.position(channel.size());
    }

    /** Bytes that are there. */
    long size() throws IOException {
        return channel.position();
    }

    /** Bytes that the file will have. */
    long whole() {
        return whole;
    }

    boolean isWhole() throws IOException {
        return size() == whole;
    }

    /**
     * Makes ready for what a server sends: the rest, or everything from the start.
     *
     * @throws IOException if it is not what belongs here
     */
    void expect(int status, HttpHeaders headers) throws IOException {
        if (status != 206) {
            clear();
        }
        long begin = status == 206 ? begin(headers.firstValue("Content-Range")) : 0;
        long length = headers.firstValueAsLong("Content-Length").orElse(whole - begin);
        if (begin != size() || begin + length != whole) {
            throw DownloadException.refused("the server announces bytes " + begin + " to " + (begin + length)
                    + ", not " + size() + " to " + whole);
        }
    }

    private static long begin(Optional<String> contentRange) throws IOException {
        Matcher range = CONTENT_RANGE.matcher(contentRange.orElse(""));
        if (!range.matches()) {
            throw DownloadException.refused("the server sends part of a file without saying which");
        }
        return Long.parseLong(range.group(1));
    }

    void append(ByteBuffer bytes) throws IOException {
        if (bytes.remaining() > whole - size()) {
            throw DownloadException.refused("the server sends more than the " + whole + " bytes of this file");
        }
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    void clear() throws IOException {
        channel.truncate(0);
        channel.position(0);
    }

    /** Makes sure that what was written survives a power failure. */
    void force() throws IOException {
        channel.force(true);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
