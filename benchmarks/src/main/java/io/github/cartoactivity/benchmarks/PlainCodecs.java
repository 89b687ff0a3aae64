package io.github.cartoactivity.benchmarks;

import com.github.luben.zstd.Zstd;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.xerial.snappy.Snappy;

/** Snappy and Zstandard for parquet-avro, as directly as can be, so that it need not bring the Hadoop run time. */
final class PlainCodecs implements CompressionCodecFactory {

    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName codec) {
        return new BytesInputCompressor() {
            @Override
            public BytesInput compress(BytesInput bytes) throws IOException {
                byte[] in = bytes.toInputStream().readAllBytes();
                return BytesInput.from(
                        switch (codec) {
                            case UNCOMPRESSED -> in;
                            case SNAPPY -> Snappy.compress(in);
                            case ZSTD -> Zstd.compress(in);
                            default -> throw new UnsupportedOperationException(codec.name());
                        });
            }

            @Override
            public CompressionCodecName getCodecName() {
                return codec;
            }

            @Override
            public void release() {}
        };
    }

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
        return new BytesInputDecompressor() {
            @Override
            public BytesInput decompress(BytesInput bytes, int size) throws IOException {
                byte[] in = bytes.toInputStream().readAllBytes();
                byte[] out = new byte[size];
                switch (codec) {
                    case UNCOMPRESSED -> System.arraycopy(in, 0, out, 0, size);
                    case SNAPPY -> Snappy.uncompress(in, 0, in.length, out, 0);
                    case ZSTD -> Zstd.decompress(out, in);
                    default -> throw new UnsupportedOperationException(codec.name());
                }
                return BytesInput.from(out);
            }

            @Override
            public void decompress(ByteBuffer in, int inSize, ByteBuffer out, int outSize) throws IOException {
                throw new UnsupportedOperationException();
            }

            @Override
            public void release() {}
        };
    }

    @Override
    public void release() {}
}
