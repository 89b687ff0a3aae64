package io.github.cartoactivity.model;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How often one user called one API on one UTC day, and what that costs in quota.
 *
 * <p>Source: CARTO's "Activity Data Reference", section "API Usage".
 *
 * @param ts the day, as the instant it begins in UTC
 * @param userId who; {@link UserId#PUBLIC} or null for viewers that are not logged in
 * @param metric API, method and client in one name
 * @param amount how many requests, exact
 * @param quotaUsageWeight quota units for one request, exact; null where the export gives none
 * @param mapId the map that was used; null where the export does not say
 * @param workflowId the workflow that was used; null where the export does not say
 */
public record ApiUsageRow(
        Instant ts,
        @Nullable UserId userId,
        String metric,
        BigDecimal amount,
        @Nullable BigDecimal quotaUsageWeight,
        @Nullable String mapId,
        @Nullable String workflowId)
        implements ExportRow {

    /**
     * The UTC day of the use.
     *
     * @return the day
     */
    public LocalDate day() {
        return LocalDate.ofInstant(ts, ZoneOffset.UTC);
    }

    /**
     * Quota units that this row used: amount times weight, exact.
     *
     * @return the units, or empty where the export gives no weight
     */
    public Optional<BigDecimal> quotaUsed() {
        return Optional.ofNullable(quotaUsageWeight).map(amount::multiply);
    }

    @Override
    public ExportCategory category() {
        return ExportCategory.API_USAGE;
    }
}
