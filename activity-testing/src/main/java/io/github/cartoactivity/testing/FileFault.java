package io.github.cartoactivity.testing;

/** What can go wrong with a file behind a signed link. */
public sealed interface FileFault extends Fault {

    /**
     * One byte arrives changed; length and hash headers stay right.
     *
     * @param atByte which one, counted from 0 in the whole file
     */
    record CorruptByte(long atByte) implements FileFault {}

    /** The hash headers are wrong; the bytes are right. */
    record WrongHash() implements FileFault {}

    /** There is no ETag. */
    record NoEtag() implements FileFault {}

    /** The ETag is weak, so that it says nothing about bytes. */
    record WeakEtag() implements FileFault {}

    /** {@code Range} is ignored: 200 with the whole file. */
    record IgnoreRange() implements FileFault {}

    /** {@code If-Range} is ignored: a part of the file as it is now, whatever it was before. */
    record IgnoreIfRange() implements FileFault {}

    /**
     * A 206 whose {@code Content-Range} is wrong.
     *
     * @param mistake what is wrong
     */
    record WrongContentRange(Mistake mistake) implements FileFault {

        /** What is wrong about a range. */
        public enum Mistake {
            /** It begins one byte later than asked for. */
            START,
            /** It tells another length of the whole file. */
            TOTAL,
            /** There is no {@code Content-Range}. */
            MISSING
        }
    }

    /** The range comes as {@code multipart/byteranges}. */
    record MultipartRange() implements FileFault {}

    /** 416, whatever is asked for. */
    record RangeNotSatisfiable() implements FileFault {}

    /**
     * From this request on the file is another object: another ETag and, for CSV, other bytes that hold the same rows
     * (every field is quoted).
     */
    record ChangeObject() implements FileFault {}

    /**
     * All links given out so far for this file stop working; a fresh one works.
     *
     * @param style how the refusal looks
     */
    record ExpireLink(Refusal style) implements FileFault {

        /** A refusal as Google Cloud Storage words it. */
        public ExpireLink() {
            this(Refusal.GOOGLE);
        }

        /** How a storage service refuses a link whose time is over. */
        public enum Refusal {
            /** 400 with {@code ExpiredToken} in XML. */
            GOOGLE,
            /** 403 with {@code AccessDenied} in XML. */
            AMAZON
        }
    }

    /**
     * The file is stored compressed. The hash headers are of the stored bytes, there is no length, and {@code Range} is
     * ignored.
     *
     * @param decoder who decodes it
     */
    record GzipTranscoded(Decoder decoder) implements FileFault {

        /** The client decodes. */
        public GzipTranscoded() {
            this(Decoder.CLIENT);
        }

        /** Who decodes a file that is stored compressed. */
        public enum Decoder {
            /** It is sent with {@code Content-Encoding: gzip}. */
            CLIENT,
            /** It is sent plain. */
            SERVER
        }
    }
}
