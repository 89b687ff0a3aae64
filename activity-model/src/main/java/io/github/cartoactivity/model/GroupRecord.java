package io.github.cartoactivity.model;

import org.jspecify.annotations.Nullable;

/**
 * A group of users.
 *
 * <p>Source: CARTO's "Activity Data Reference", section "Group List".
 *
 * @param groupId the id that {@link UserRecord#groupIds()} refers to
 * @param groupAlias the name that people see; null where the export gives none
 */
public record GroupRecord(String groupId, @Nullable String groupAlias) implements ExportRow {

    @Override
    public ExportCategory category() {
        return ExportCategory.GROUP_LIST;
    }
}
