package io.github.cartoactivity.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of docs/reliability.md has every fault, and names tests that are there. */
class ReliabilityPageTest {
    private static final int FAULTS = 80;
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (F\\d\\d) \\|.*\\| ([^|]+) \\|$");
    private static final Pattern NAME = Pattern.compile("`([^`]+)`");
    private static final Pattern METHOD = Pattern.compile("void (\\w+)\\(");
    private static final Pattern RUN_AS_TEST = Pattern.compile("@(Test|ParameterizedTest|RepeatedTest|TestFactory)\\b");
    private static final Pattern FAULT_TEST = Pattern.compile("f(\\d\\d)_.*");

    /** Every test as Class.method. */
    private static final Set<String> TESTS = tests();

    private static final List<Row> ROWS = ROW.matcher(Repository.read(Repository.ROOT.resolve("docs/reliability.md")))
            .results()
            .map(row -> new Row(row.group(1), names(row.group(2))))
            .toList();

    @Test
    void everyFault_hasOneRow_andATestOfItsNumber() {
        assertThat(ROWS)
                .extracting(Row::fault)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, FAULTS)
                        .mapToObj(number -> "F%02d".formatted(number))
                        .toList());
        assertThat(ROWS)
                .allSatisfy(row -> assertThat(row.tests())
                        .as(row.fault())
                        .anyMatch(name -> name.contains(row.fault().toLowerCase(java.util.Locale.ROOT) + "_")));
    }

    @Test
    void everyTestThatIsNamed_isThere() {
        List<String> missing = ROWS.stream()
                .flatMap(row ->
                        row.tests().stream().filter(name -> matching(name).isEmpty()))
                .toList();
        assertThat(missing).isEmpty();
    }

    @Test
    void everyTestOfAFault_isInTheRowOfThatFault() {
        Set<String> left = TESTS.stream()
                .filter(test -> FAULT_TEST.matcher(method(test)).matches())
                .collect(Collectors.toCollection(TreeSet::new));
        for (Row row : ROWS) {
            String prefix = row.fault().toLowerCase(java.util.Locale.ROOT) + "_";
            row.tests().stream()
                    .flatMap(name -> matching(name).stream())
                    .filter(test -> method(test).startsWith(prefix))
                    .forEach(left::remove);
        }
        assertThat(left)
                .as("tests to be named in the rows of docs/reliability.md")
                .isEmpty();
    }

    /** Names that look like tests; types of the library stand in other columns. */
    private static List<String> names(String column) {
        return NAME.matcher(column)
                .results()
                .map(match -> match.group(1))
                .filter(name -> name.contains(".") || name.contains("_"))
                .toList();
    }

    /** The tests that a name such as SomeTest.f01_* or f01_some* stands for. */
    private static List<String> matching(String name) {
        String whole = name.contains(".") ? name : "*." + name;
        Pattern pattern = Pattern.compile(
                Stream.of(whole.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")));
        return TESTS.stream().filter(test -> pattern.matcher(test).matches()).toList();
    }

    private static String method(String test) {
        return test.substring(test.indexOf('.') + 1);
    }

    private static Set<String> tests() {
        return Repository.PUBLISHED.stream()
                .map(module -> Repository.ROOT.resolve(module).resolve("src/test/java"))
                .filter(Files::isDirectory)
                .flatMap(directory -> Repository.javaFiles(directory).stream())
                .flatMap(ReliabilityPageTest::testsOf)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> testsOf(Path source) {
        String type = source.getFileName().toString().replace(".java", "");
        return testsIn(Repository.read(source)).map(method -> type + "." + method);
    }

    /** Methods that run as tests: a member's annotations stand before it, a blank line before them. */
    private static Stream<String> testsIn(String source) {
        if (source.contains("@Disabled")) {
            return Stream.empty();
        }
        return METHOD.matcher(source)
                .results()
                .filter(method -> RUN_AS_TEST
                        .matcher(source.substring(source.lastIndexOf("\n\n", method.start()) + 1, method.start()))
                        .find())
                .map(method -> method.group(1));
    }

    @Test
    void methodsThatDoNotRun_areNoTests() {
        String member = "    @ParameterizedTest\n    @ValueSource(ints = {1, 2})\n    void a(int b) {}\n";
        assertThat(testsIn("class T {\n\n" + member + "\n    void helper() {}\n}"))
                .containsExactly("a");
        assertThat(testsIn("class T {\n\n    @Disabled\n" + member + "}")).isEmpty();
    }

    private record Row(String fault, List<String> tests) {}
}
