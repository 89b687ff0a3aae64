package io.github.cartoactivity.parquet.internal;

import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * What the Parquet libraries are given in place of their own codecs, which need a Hadoop installation even to be made.
 * They only read footers here, and footers are not compressed; pages are expanded by {@link Codec}.
 */
final class PageCodecs implements CompressionCodecFactory {

    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName codec) {
        throw new UnsupportedOperationException("Files are only read");
    }

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
        throw new UnsupportedOperationException("Pages are expanded elsewhere");
    }

    @Override
    public void release() {
        // Nothing is held.
    }
}
