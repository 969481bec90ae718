package dev.hookline.media.picture;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageInputStreamImpl;

/**
 * A file made of parts of another: what a decoder needs and nothing else. Comments, profiles,
 * thumbnails and other metadata never reach a decoder, which might keep them all in memory.
 */
final class Pieces {

    /** Bytes of the file, or bytes put in between. */
    private record Piece(long start, long at, long length, byte[] made) {}

    private static final byte[] FROM_FILE = {};

    private final List<Piece> pieces = new ArrayList<>();
    private long length;

    Pieces add(long at, long count) {
        pieces.add(new Piece(length, at, count, FROM_FILE));
        length += count;
        return this;
    }

    Pieces add(byte[] made) {
        pieces.add(new Piece(length, 0, made.length, made));
        length += made.length;
        return this;
    }

    long length() {
        return length;
    }

    /** All pieces one after the other, as decoders like it. */
    ImageInputStream open(FileBytes file) {
        return new Joined(file);
    }

    InputStream stream(FileBytes file) {
        return new Forward(new Joined(file));
    }

    private final class Joined extends ImageInputStreamImpl {

        private final FileBytes file;
        private final byte[] one = new byte[1];
        private int current;

        Joined(FileBytes file) {
            this.file = file;
        }

        @Override
        public int read() throws IOException {
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        /** As much as there is, since the readers of numbers take less for the end. */
        @Override
        public int read(byte[] into, int offset, int count) throws IOException {
            bitOffset = 0;
            var done = 0;
            while (done < count && streamPos < length) {
                var got = some(into, offset + done, count - done);
                if (got < 0) {
                    break;
                }
                streamPos += got;
                done += got;
            }
            return done == 0 && count > 0 ? -1 : done;
        }

        private int some(byte[] into, int offset, int count) throws IOException {
            var piece = pieceAt(streamPos);
            var within = streamPos - piece.start;
            var most = (int) Math.min(count, piece.length - within);
            if (piece.made == FROM_FILE) {
                return file.read(piece.at + within, into, offset, most);
            }
            System.arraycopy(piece.made, (int) within, into, offset, most);
            return most;
        }

        private Piece pieceAt(long position) {
            if (position < pieces.get(current).start) {
                current = 0;
            }
            while (position >= pieces.get(current).start + pieces.get(current).length) {
                current++;
            }
            return pieces.get(current);
        }

        @Override
        public long length() {
            return length;
        }
    }

    private static final class Forward extends InputStream {

        private final ImageInputStream joined;

        Forward(ImageInputStream joined) {
            this.joined = joined;
        }

        @Override
        public int read() throws IOException {
            return joined.read();
        }

        @Override
        public int read(byte[] into, int offset, int count) throws IOException {
            return joined.read(into, offset, count);
        }
    }
}
