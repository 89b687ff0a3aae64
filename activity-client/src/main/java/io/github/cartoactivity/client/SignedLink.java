package io.github.cartoactivity.client;

import io.github.cartoactivity.model.ExportCategory;
import java.net.URI;

/**
 * Where one file of a finished job can be downloaded, for a limited time, by whoever has the link. Its text form leaves
 * out the query, which is the secret part.
 *
 * @param category the table that the file belongs to
 * @param index the file's place among the files of its table, from 0
 * @param uri the whole address, signature included: do not log it
 */
public record SignedLink(ExportCategory category, int index, URI uri) {

    @Override
    public String toString() {
        return category.wireName() + "[" + index + "] " + uri.getScheme() + "://" + uri.getHost();
    }
}
