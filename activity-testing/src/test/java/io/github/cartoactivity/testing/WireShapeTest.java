package io.github.cartoactivity.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cartoactivity.model.DateRange;
import io.github.cartoactivity.model.ExportCategory;
import io.github.cartoactivity.model.ExportFormat;
import io.github.cartoactivity.testing.WireShape.CategoryCase;
import io.github.cartoactivity.testing.WireShape.Layout;
import io.github.cartoactivity.testing.WireShape.StatusCase;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every spelling of a job's answer, as text, with {@code URL} for each link and {@code ID} for the job. */
class WireShapeTest {
    private static final DateRange TWO_DAYS =
            DateRange.ofDays(LocalDate.parse("2025-10-01"), LocalDate.parse("2025-10-02"));

    static List<WireShape> variations() {
        return WireShape.variations();
    }

    @ParameterizedTest
    @MethodSource("variations")
    void answer_isSpelledAsTheShapeSays(WireShape shape) throws Exception {
        String status = shape.statusCase() == StatusCase.LOWER ? "success" : "Success";
        String users = shape.categoryCase() == CategoryCase.CAMEL ? "userList" : "user_list";
        assertThat(answer(shape))
                .isEqualTo("{'" + shape.idKey() + "':'ID','status':'" + status + "','" + shape.container() + "':"
                        + links(shape.layout(), shape.categoryKey(), users) + "}");
    }

    @Test
    void variations_haveEverythingAtLeastOnce() {
        List<WireShape> all = WireShape.variations();
        assertThat(all).doesNotHaveDuplicates();
        assertThat(all.get(0)).isEqualTo(WireShape.usual());
        assertThat(all).extracting(WireShape::idKey).contains("id", "jobId");
        assertThat(all).extracting(WireShape::statusCase).contains(StatusCase.values());
        assertThat(all).extracting(WireShape::categoryCase).contains(CategoryCase.values());
        assertThat(all).extracting(WireShape::categoryKey).containsAll(WireShape.CATEGORY_KEYS);
        for (String container : WireShape.CONTAINERS) {
            assertThat(all)
                    .filteredOn(shape -> shape.container().equals(container))
                    .extracting(WireShape::layout)
                    .contains(Layout.values());
        }
    }

    private static String answer(WireShape shape) throws Exception {
        try (FakeCarto carto = FakeCarto.builder()
                .wireShape(shape)
                .pollsUntilDone(1)
                .daysPerFile(1)
                .start()) {
            Caller caller = new Caller(carto);
            String id = String.valueOf(Caller.json(caller.create(
                            TWO_DAYS, ExportFormat.CSV, ExportCategory.ACTIVITY, ExportCategory.USER_LIST))
                    .get(shape.idKey()));
            return caller.get(id)
                    .body()
                    .replaceAll("\"http[^\"]+\"", "'URL'")
                    .replace(id, "ID")
                    .replace('"', '\'');
        }
    }

    private static String links(Layout layout, String key, String users) {
        return switch (layout) {
            case OBJECT_OF_ARRAYS -> "{'activity':['URL','URL'],'" + users + "':['URL']}";
            case OBJECT_OF_TEXT -> "{'activity':['URL','URL'],'" + users + "':'URL'}";
            case LIST_OF_URL ->
                "[{'" + key + "':'activity','url':'URL'},{'" + key + "':'activity','url':'URL'},{'" + key + "':'"
                        + users + "','url':'URL'}]";
            case LIST_OF_URLS ->
                "[{'" + key + "':'activity','urls':['URL','URL']},{'" + key + "':'" + users + "','urls':['URL']}]";
        };
    }
}
