package io.github.cartoactivity.parquet.internal;

import com.github.luben.zstd.Zstd;
import io.github.cartoactivity.client.ReadLimits;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.xerial.snappy.Snappy;

/** Placeholder shape; expands pages. */
final class PageCodecs implements CompressionCodecFactory {
    private final ReadLimits limits;

    PageCodecs(ReadLimits limits) {
        this.limits = limits;
    }

    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName codec) {
        throw new UnsupportedOperationException("This only reads");
    }

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
        return switch (codec) {
            case UNCOMPRESSED ->
                new Expander((in, out) -> {
                    System.arraycopy(in, 0, out, 0, in.length);
                    return in.length;
                });
            case SNAPPY -> new Expander((in, out) -> Snappy.uncompress(in, 0, in.length, out, 0));
            case ZSTD -> new Expander((in, out) -> (int) Zstd.decompress(out, in));
            case GZIP ->
                new Expander((in, out) -> {
                    try (InputStream gzip = new GZIPInputStream(new ByteArrayInputStream(in))) {
                        return gzip.readNBytes(out, 0, out.length);
                    }
                });
            case LZ4_RAW, LZ4, LZO, BROTLI ->
                throw new UnsupportedOperationException("The compression " + codec + " is not supported");
        };
    }

    @Override
    public void release() {
        // Nothing is held.
    }

    /** One compression. */
    private interface Expansion {
        int expand(byte[] in, byte[] out) throws IOException;
    }

    private final class Expander implements BytesInputDecompressor {
        private final Expansion expansion;

        Expander(Expansion expansion) {
            this.expansion = expansion;
        }

        @Override
        public BytesInput decompress(BytesInput bytes, int size) throws IOException {
            if (size < 0 || size > limits.maxPageBytes()) {
                throw new IOException("A page claims " + size + " bytes");
            }
            byte[] out = new byte[size];
            if (expansion.expand(bytes.toInputStream().readAllBytes(), out) != size) {
                throw new EOFException("A page is shorter than it claims");
            }
            return BytesInput.from(out);
        }

        @Override
        public void decompress(ByteBuffer in, int inSize, ByteBuffer out, int outSize) throws IOException {
            byte[] bytes = new byte[inSize];
            in.get(bytes);
            out.put(decompress(BytesInput.from(bytes), outSize).toInputStream().readAllBytes());
        }

        @Override
        public void release() {
            // Nothing is held.
        }
    }
}
