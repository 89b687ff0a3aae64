package io.github.cartoactivity.parquet.internal;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.IOException;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.xerial.snappy.Snappy;

/** The compressions that can be expanded. */
enum Codec {
    /** None. */
    UNCOMPRESSED {
        @Override
        Expander open(ChunkInput page, int size) {
            return new StreamExpander(page);
        }
    },
    /** Snappy's block format. */
    SNAPPY {
        @Override
        Expander open(ChunkInput page, int size) throws IOException {
            return new SnappyExpander(page, size);
        }

        @Override
        boolean expandsAtOnce() {
            return NativeSnappy.AVAILABLE;
        }

        @Override
        void expand(byte[] stored, int length, byte[] target, int size) throws IOException {
            // The native code trusts the length that the block begins with.
            if (Snappy.uncompressedLength(stored, 0, length) != size) {
                throw PageFault.damaged("A page claims another length than its Snappy block");
            }
            Snappy.uncompress(stored, 0, length, target, 0);
        }
    },
    /** One gzip file or more. */
    GZIP {
        @Override
        Expander open(ChunkInput page, int size) throws IOException {
            return new StreamExpander(new GZIPInputStream(page, GZIP_BUFFER));
        }
    },
    /** Zstandard frames. */
    ZSTD {
        @Override
        Expander open(ChunkInput page, int size) throws IOException {
            return new StreamExpander(new ZstdInputStreamNoFinalizer(page));
        }

        @Override
        boolean expandsAtOnce() {
            return true;
        }

        @Override
        void expand(byte[] stored, int length, byte[] target, int size) {
            if (Zstd.decompressByteArray(target, 0, size, stored, 0, length) != size) {
                throw PageFault.damaged("A page claims another length than its Zstandard frame");
            }
        }
    },
    /** One LZ4 block. */
    LZ4_RAW {
        @Override
        Expander open(ChunkInput page, int size) {
            return new Lz4Expander(page);
        }
    };

    private static final int GZIP_BUFFER = 1 << 14;

    /**
     * Begins to expand a page.
     *
     * @param page its stored bytes, to its end
     * @param size how many bytes it claims to expand to
     */
    abstract Expander open(ChunkInput page, int size) throws IOException;

    /** Whether {@link #expand} can be used, which is faster and needs memory for the whole page. */
    boolean expandsAtOnce() {
        return false;
    }

    /**
     * Expands a whole page at once.
     *
     * @param stored its stored bytes, from 0
     * @param length how many there are
     * @param target where they go
     * @param size how many bytes it claims to expand to
     */
    void expand(byte[] stored, int length, byte[] target, int size) throws IOException {
        throw new IllegalStateException(name());
    }

    static Codec of(CompressionCodecName name) {
        return switch (name) {
            case UNCOMPRESSED -> UNCOMPRESSED;
            case SNAPPY -> SNAPPY;
            case GZIP -> GZIP;
            case ZSTD -> ZSTD;
            case LZ4_RAW -> LZ4_RAW;
            case LZO, BROTLI, LZ4 ->
                throw PageFault.unsupported(
                        "The compression " + name + " is not supported, only none, SNAPPY, GZIP, ZSTD and LZ4_RAW");
        };
    }

    /** Unpacks a library into the temporary directory, which may not allow that. */
    private static final class NativeSnappy {
        static final boolean AVAILABLE = isAvailable();

        private static boolean isAvailable() {
            try {
                return Snappy.maxCompressedLength(0) > 0;
            } catch (RuntimeException | LinkageError e) {
                return false;
            }
        }
    }
}
