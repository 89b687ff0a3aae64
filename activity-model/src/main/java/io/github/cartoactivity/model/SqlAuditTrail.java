package io.github.cartoactivity.model;

import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The comment that CARTO leaves in every SQL query that it sends to a warehouse. It says who caused the query and
 * through which connection, map or workflow, so that a warehouse's query log can be joined with Activity Data.
 *
 * <pre>
 * SqlAuditTrail trail = SqlAuditTrail.parse(queryText).orElseThrow();
 * trail.userId();  // joins with UserRecord.userId()
 * trail.mapId();   // joins with EventData.mapId()
 *
 * SqlAuditTrail.of("3.0").withUserId(UserId.PUBLIC).withMapId("d4596571").format();
 * // /&#42; CARTO/3.0 (USERID:public; mapId:d4596571) &#42;/
 * </pre>
 *
 * <p>Immutable. Anybody who may write SQL can write such a comment: what it says is a claim, not a proof.
 *
 * <p>Source: CARTO's "Auditing SQL queries from CARTO".
 */
public final class SqlAuditTrail {
    private static final Pattern VERSION = Pattern.compile("[0-9][0-9A-Za-z._-]{0,19}");

    /** What would end a value, its line or the comment, or begin a comment in it. */
    private static final Pattern BREAKING = Pattern.compile("[;)\\p{Cc}\\u2028\\u2029]|\\*/|/\\*");

    private final String version;
    private final Map<AuditKey, String> known;
    private final Map<String, String> others;
    private final boolean truncated;

    SqlAuditTrail(String version, Map<AuditKey, String> known, Map<String, String> others, boolean truncated) {
        this.version = version;
        this.known = known;
        this.others = Collections.unmodifiableMap(others);
        this.truncated = truncated;
    }

    /**
     * A trail that says nothing yet; the {@code with...} methods add to it.
     *
     * @param version the version of the comment, {@code 3.0} at the time of writing
     * @return the trail
     * @throws IllegalArgumentException if the version does not begin with a digit, or holds anything but letters,
     *     digits, dots, hyphens and underscores
     */
    public static SqlAuditTrail of(String version) {
        if (!isVersion(version)) {
            throw new IllegalArgumentException("Not the version of an audit comment, such as 3.0: " + version);
        }
        return new SqlAuditTrail(version, Map.of(), Map.of(), false);
    }

    /**
     * The first trail in an SQL text.
     *
     * @param sql any text; it need not be complete, and may be for any warehouse
     * @return the trail, or empty where there is none
     * @see #parseAll(String)
     */
    public static Optional<SqlAuditTrail> parse(String sql) {
        return AuditComments.read(sql, 1).stream().findFirst();
    }

    /**
     * All trails in an SQL text, in order.
     *
     * <p>A trail is a block comment that begins with {@code CARTO/} and a version. Keys may stand in any order, the
     * documented ones in any letter case; of a key that is there twice, the first with a value counts. What only looks
     * like a comment, inside a string literal, a quoted name, a line comment or another comment, does not count. Where
     * the text is cut off within a comment, what was complete is kept, see {@link #truncated()}.
     *
     * <p>The time this takes grows with the length of the text and with nothing else.
     *
     * @param sql any text; it need not be complete, and may be for any warehouse
     * @return the trails, at most 1,000, each with at most 100 keys; what goes beyond is left out
     */
    public static List<SqlAuditTrail> parseAll(String sql) {
        return AuditComments.read(sql, AuditComments.MAX_TRAILS);
    }

    /**
     * The version of the comment, {@code 3.0} in {@code CARTO/3.0}.
     *
     * @return the version; an empty text where the comment is cut off before the end of it
     */
    public String version() {
        return version;
    }

    /**
     * CARTO's name in the warehouse vendor's partner programme.
     *
     * @return the value of {@code GPN}, never blank
     */
    public Optional<String> partner() {
        return get(AuditKey.PARTNER);
    }

    /**
     * The organisation that the query was sent for.
     *
     * @return the value of {@code ACCID}, never blank
     */
    public Optional<String> accountId() {
        return get(AuditKey.ACCOUNT_ID);
    }

    /**
     * Who caused the query. For a map that is who looked at it, not who made it.
     *
     * @return the value of {@code USERID}
     */
    public Optional<UserId> userId() {
        return get(AuditKey.USER_ID).map(UserId::new);
    }

    /**
     * What in CARTO sent the query: API, method and feature in one name.
     *
     * @return the value of {@code CM}, never blank
     */
    public Optional<String> metric() {
        return get(AuditKey.METRIC);
    }

    /**
     * The connection that the query went through.
     *
     * @return the value of {@code connectionId}, never blank
     */
    public Optional<String> connectionId() {
        return get(AuditKey.CONNECTION_ID);
    }

    /**
     * The map that needed the query.
     *
     * @return the value of {@code mapId}, never blank
     */
    public Optional<String> mapId() {
        return get(AuditKey.MAP_ID);
    }

    /**
     * The workflow that needed the query.
     *
     * @return the value of {@code workflowId}, never blank
     */
    public Optional<String> workflowId() {
        return get(AuditKey.WORKFLOW_ID);
    }

    /**
     * Keys that are not documented, spelled as received.
     *
     * @return names and values in the order of the comment, unmodifiable; a value may be an empty text
     */
    public Map<String, String> others() {
        return others;
    }

    /**
     * Whether the text ended before the comment did, as query logs cut off long texts. Values may be missing then;
     * those that are there are complete.
     *
     * @return true for a comment without an end
     */
    public boolean truncated() {
        return truncated;
    }

    /**
     * Adds {@link #partner()}.
     *
     * @param partner the name
     * @return a copy with this value
     * @throws IllegalArgumentException if the text is blank or would break out of the comment, see {@link #format()}
     */
    public SqlAuditTrail withPartner(String partner) {
        return with(AuditKey.PARTNER, partner);
    }

    /**
     * Adds {@link #accountId()}.
     *
     * @param accountId the id
     * @return a copy with this value
     * @throws IllegalArgumentException if the text is blank or would break out of the comment, see {@link #format()}
     */
    public SqlAuditTrail withAccountId(String accountId) {
        return with(AuditKey.ACCOUNT_ID, accountId);
    }

    /**
     * Adds {@link #userId()}.
     *
     * @param userId the user
     * @return a copy with this value
     * @throws IllegalArgumentException if the id would break out of the comment, see {@link #format()}
     */
    public SqlAuditTrail withUserId(UserId userId) {
        return with(AuditKey.USER_ID, userId.value());
    }

    /**
     * Adds {@link #metric()}.
     *
     * @param metric the name
     * @return a copy with this value
     * @throws IllegalArgumentException if the text is blank or would break out of the comment, see {@link #format()}
     */
    public SqlAuditTrail withMetric(String metric) {
        return with(AuditKey.METRIC, metric);
    }

    /**
     * Adds {@link #connectionId()}.
     *
     * @param connectionId the id
     * @return a copy with this value
     * @throws IllegalArgumentException if the text is blank or would break out of the comment, see {@link #format()}
     */
    public SqlAuditTrail withConnectionId(String connectionId) {
        return with(AuditKey.CONNECTION_ID, connectionId);
    }

    /**
     * Adds {@link #mapId()}.
     *
     * @param mapId the id
     * @return a copy with this value
     * @throws IllegalArgumentException if the text is blank or would break out of the comment, see {@link #format()}
     */
    public SqlAuditTrail withMapId(String mapId) {
        return with(AuditKey.MAP_ID, mapId);
    }

    /**
     * Adds {@link #workflowId()}.
     *
     * @param workflowId the id
     * @return a copy with this value
     * @throws IllegalArgumentException if the text is blank or would break out of the comment, see {@link #format()}
     */
    public SqlAuditTrail withWorkflowId(String workflowId) {
        return with(AuditKey.WORKFLOW_ID, workflowId);
    }

    /**
     * Adds a key of any name; one of the documented names, in any letter case, sets that value.
     *
     * @param name the key
     * @param value the value, may be an empty text unless the name is a documented one
     * @return a copy with this value
     * @throws IllegalArgumentException if the name is blank or holds a colon, or if one of the texts would break out of
     *     the comment, see {@link #format()}
     */
    public SqlAuditTrail with(String name, String value) {
        AuditKey key = AuditKey.ofName(name.strip()).orElse(null);
        if (key != null) {
            return with(key, value);
        }
        Map<String, String> more = new LinkedHashMap<>(others);
        more.put(checkedName(name.strip()), checked(value.strip()));
        return new SqlAuditTrail(version, known, more, truncated);
    }

    /**
     * The comment, ready to be put in front of SQL: the documented keys in CARTO's order, then the others in theirs.
     * Reading it gives an equal trail, except that one that was cut off is no longer known as such: the comment is
     * complete.
     *
     * @return a block comment on one line
     * @throws IllegalArgumentException if the version is not known, or if a value that was read from a comment would
     *     break out of this one: if it holds a semicolon, a closing bracket, a line break or another control character,
     *     or a mark that opens or closes a comment
     */
    public String format() {
        if (version.isEmpty()) {
            throw new IllegalArgumentException("The comment was cut off before its version, so it cannot be written");
        }
        StringJoiner keys = new StringJoiner("; ", "/* CARTO/" + version + " (", ") */");
        known.forEach((key, value) -> keys.add(key.wireName() + ":" + checked(value)));
        others.forEach((name, value) -> keys.add(checkedName(name) + ":" + checked(value)));
        return keys.toString();
    }

    /** Two trails are equal when they have the same version, the same values and are cut off or not. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SqlAuditTrail that
                && version.equals(that.version)
                && known.equals(that.known)
                && others.equals(that.others)
                && truncated == that.truncated;
    }

    @Override
    public int hashCode() {
        return Objects.hash(version, known, others, truncated);
    }

    @Override
    public String toString() {
        return "SqlAuditTrail[version=" + version + ", " + known + ", " + others + (truncated ? ", truncated]" : "]");
    }

    static boolean isVersion(String text) {
        return VERSION.matcher(text).matches();
    }

    private Optional<String> get(AuditKey key) {
        return Optional.ofNullable(known.get(key));
    }

    private SqlAuditTrail with(AuditKey key, String value) {
        String text = value.strip();
        if (text.isEmpty()) {
            throw new IllegalArgumentException("No value for " + key.wireName());
        }
        Map<AuditKey, String> more = new EnumMap<>(AuditKey.class);
        more.putAll(known);
        more.put(key, checked(text));
        return new SqlAuditTrail(version, more, others, truncated);
    }

    private static String checkedName(String name) {
        if (name.isEmpty() || name.indexOf(':') >= 0) {
            throw new IllegalArgumentException("A key of an audit comment is not blank and has no colon");
        }
        return checked(name);
    }

    private static String checked(String text) {
        if (BREAKING.matcher(text).find()) {
            throw new IllegalArgumentException("An audit comment cannot hold a semicolon, a closing bracket, a control"
                    + " character or the mark of a comment in a key or a value");
        }
        return text;
    }
}
