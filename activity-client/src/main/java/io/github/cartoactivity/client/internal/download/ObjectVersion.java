package io.github.cartoactivity.client.internal.download;

import java.net.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

/**
 * What identifies the bytes behind a link: two answers of the same version are parts of the same bytes.
 *
 * @param strongETag the entity tag; null where there is none or only a weak one, and where the body is packed for the
 *     way, because offsets then speak of other bytes
 * @param generation the version number that Google's storage gives; null elsewhere
 */
record ObjectVersion(@Nullable String strongETag, @Nullable String generation) {

    static ObjectVersion of(HttpHeaders headers) {
        String tag = headers.firstValue("etag").orElse("").strip();
        boolean strong = tag.length() > 2 && tag.startsWith("\"") && tag.endsWith("\"");
        boolean packed = headers.firstValue("content-encoding").isPresent();
        return new ObjectVersion(
                strong && !packed ? tag : null,
                headers.firstValue("x-goog-generation").orElse(null));
    }

    /** Whether a transfer that broke off can go on where it stopped. */
    boolean allowsResume() {
        return strongETag != null;
    }
}
