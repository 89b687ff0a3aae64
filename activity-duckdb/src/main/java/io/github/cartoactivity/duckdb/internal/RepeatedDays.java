package io.github.cartoactivity.duckdb.internal;

import io.github.cartoactivity.duckdb.RepeatedRowsException;
import io.github.cartoactivity.duckdb.internal.SourceFile.Encoding;
import io.github.cartoactivity.model.ErrorDetails;
import io.github.cartoactivity.model.ExportCategory;
import java.math.BigInteger;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Refuses loose files that hold the same rows, which would count twice. No row has an id, and equal rows are events of
 * their own, so what is looked for are whole days: of the same number of rows in two files, or in all files of two
 * directories, and with the same contents. Times are compared to the second, as CSV may have fewer digits of them.
 */
final class RepeatedDays {
    private static final String ADVICE =
            "They would count twice; open only one of the two, or the Export that fetched both, which knows the days of each";

    private final Session session;
    private final ExportCategory category;
    private final List<Part> parts;

    /**
     * The rows of one file.
     *
     * @param file the file
     * @param rows a query that gives them
     */
    record Part(Path file, String rows) {}

    /** A file, or all files of a directory. */
    private record Group(Path name, List<Part> parts) {

        boolean sharesNothingWith(Group other) {
            return Collections.disjoint(parts, other.parts);
        }
    }

    private record Pair(Path first, Path second) {}

    private RepeatedDays(Session session, ExportCategory category, List<Part> parts) {
        this.session = session;
        this.category = category;
        this.parts = parts;
    }

    /** Looks at names only: a table's file in both formats, side by side. */
    static void refuseTwins(List<SourceFile> files) {
        Map<List<?>, SourceFile> earlier = new HashMap<>();
        for (SourceFile file : files) {
            String name = String.valueOf(file.path().getFileName()).replaceFirst("(?i)\\.(csv|csv\\.gz|parquet)$", "");
            Path directory = file.path().toAbsolutePath().normalize().getParent();
            ExportCategory category = file.shape().category();
            SourceFile twin = earlier.putIfAbsent(List.of(String.valueOf(directory), name, category), file);
            boolean bothFormats =
                    twin != null && (twin.encoding() == Encoding.PARQUET) != (file.encoding() == Encoding.PARQUET);
            if (twin != null && bothFormats && category.isTimed()) {
                throw new RepeatedRowsException(
                        twin.path(),
                        file.path(),
                        ErrorDetails.of("The table " + category.wireName() + " is there in both formats", ADVICE));
            }
        }
    }

    /** Looks at the rows of one table. */
    static void refuse(Session session, ExportCategory category, List<Part> parts) throws SQLException {
        if (parts.size() > 1) {
            new RepeatedDays(session, category, parts).refuse();
        }
    }

    private void refuse() throws SQLException {
        Map<Part, Map<String, BigInteger>> counts = byDay("count(*)", parts);
        List<Group> groups = groups();
        Map<Part, Map<String, BigInteger>> hashes = byDay(contents(), suspects(groups, counts));
        Map<Pair, SortedSet<String>> repeated = new LinkedHashMap<>();
        for (Map.Entry<List<?>, List<Group>> alike :
                alike(groups, List.of(counts, hashes)).entrySet()) {
            Group first = alike.getValue().get(0);
            for (Group other : alike.getValue()) {
                if (first.sharesNothingWith(other)) {
                    String day = String.valueOf(alike.getKey().get(0));
                    repeated.computeIfAbsent(new Pair(first.name, other.name), pair -> new TreeSet<>())
                            .add(day);
                }
            }
        }
        for (Map.Entry<Pair, SortedSet<String>> found : repeated.entrySet()) {
            throw refusal(found.getKey(), found.getValue());
        }
    }

    private RepeatedRowsException refusal(Pair pair, SortedSet<String> days) {
        String which =
                days.size() == 1 ? days.first() : days.size() + " days from " + days.first() + " to " + days.last();
        return new RepeatedRowsException(
                pair.first,
                pair.second,
                ErrorDetails.of("The rows of " + category.wireName() + " of " + which + " are there twice", ADVICE));
    }

    /** The files whose days have to be looked at closely: others have as many rows on one of them. */
    private List<Part> suspects(List<Group> groups, Map<Part, Map<String, BigInteger>> counts) {
        return alike(groups, List.of(counts)).values().stream()
                .flatMap(Collection::stream)
                .flatMap(group -> group.parts.stream())
                .distinct()
                .toList();
    }

    /** Each file, and each directory where there are several. */
    private List<Group> groups() {
        List<Group> groups = new ArrayList<>();
        parts.forEach(part -> groups.add(new Group(part.file, List.of(part))));
        Map<Path, List<Part>> directories = parts.stream()
                .collect(Collectors.groupingBy(
                        part -> part.file.toAbsolutePath().normalize().getParent(),
                        LinkedHashMap::new,
                        Collectors.toList()));
        if (directories.size() > 1) {
            directories.forEach((directory, files) -> {
                if (files.size() > 1) {
                    groups.add(new Group(directory, files));
                }
            });
        }
        return groups;
    }

    /** The groups that are alike in all measures of a day, by the day and the measures; at least two each. */
    private static Map<List<?>, List<Group>> alike(
            List<Group> groups, List<Map<Part, Map<String, BigInteger>>> measures) {
        Map<List<?>, List<Group>> alike = new LinkedHashMap<>();
        for (Group group : groups) {
            SortedSet<String> days = new TreeSet<>();
            group.parts.forEach(part -> days.addAll(of(part, measures.get(0)).keySet()));
            for (String day : days) {
                List<Object> key = new ArrayList<>(List.of(day));
                for (Map<Part, Map<String, BigInteger>> measure : measures) {
                    key.add(group.parts.stream()
                            .map(part -> of(part, measure).getOrDefault(day, BigInteger.ZERO))
                            .reduce(BigInteger.ZERO, BigInteger::add));
                }
                alike.computeIfAbsent(key, none -> new ArrayList<>()).add(group);
            }
        }
        alike.values().removeIf(list -> list.size() < 2);
        return alike;
    }

    private static Map<String, BigInteger> of(Part part, Map<Part, Map<String, BigInteger>> measure) {
        return measure.getOrDefault(part, Map.of());
    }

    private Map<Part, Map<String, BigInteger>> byDay(String measure, List<Part> some) throws SQLException {
        Map<Part, Map<String, BigInteger>> all = new HashMap<>();
        for (Part part : some) {
            String sql = "SELECT CAST(CAST(ts AS DATE) AS VARCHAR), CAST(" + measure + " AS VARCHAR) FROM (" + part.rows
                    + ") WHERE ts IS NOT NULL GROUP BY 1";
            Map<String, BigInteger> days = new TreeMap<>();
            try (Cursor cursor = session.cursor(sql)) {
                while (cursor.advance()) {
                    days.put(String.valueOf(cursor.value(0)), new BigInteger(String.valueOf(cursor.value(1))));
                }
            }
            all.put(part, days);
        }
        return all;
    }

    private String contents() {
        return TableShape.of(category).columns().stream()
                .map(column -> Quoted.identifier(column.name()))
                .map(name -> name.equals("\"ts\"") ? "date_trunc('second', CAST(ts AS TIMESTAMP))" : name)
                .collect(Collectors.joining(", ", "sum(hash(", "))"));
    }
}
