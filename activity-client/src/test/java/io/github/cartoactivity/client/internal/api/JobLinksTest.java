package io.github.cartoactivity.client.internal.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.cartoactivity.client.ActivityJob;
import io.github.cartoactivity.client.SignedLink;
import io.github.cartoactivity.client.error.ProtocolException;
import io.github.cartoactivity.client.internal.http.Answer;
import io.github.cartoactivity.client.internal.http.Operation;
import io.github.cartoactivity.model.ExportCategory;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the links of a finished job may look like, and what is refused rather than guessed. */
class JobLinksTest {
    private final WireFormat wire = new WireFormat();

    /** A job's answer in JSON with simple quotes. */
    private ActivityJob job(String status, String links) {
        String body = "{'jobId':'j1','status':'" + status + "'" + (links.isEmpty() ? "" : "," + links) + "}";
        Answer answer = new Answer(200, HttpHeaders.of(Map.of(), (name, value) -> true), body.replace('\'', '"'));
        return wire.job(Operation.of("Look at export job"), answer, "j1");
    }

    private List<String> activity(String links) {
        return job("success", links).links().stream()
                .filter(link -> link.category() == ExportCategory.ACTIVITY)
                .map(link -> link.uri().toString())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'signedUrls':{'activity':['https://s/a.csv?x']}",
                "'urls':['https://s/activity-1.csv?x']",
                "'files':[{'url':'https://s/activity-1.csv?x'}]",
                "'files':[{'name':'activity-1.csv','url':'https://s/activity-1.csv?x'}]",
                "'files':[{'category':'activity','signedUrl':'https://s/a.csv?x'}]",
                "'urls':{'events':['HTTPS://s/a.csv?x']}",
                "'urls':{'activity':{'csv':['https://s/a.csv?x']}}",
                "'downloads':['gs://s/a.csv']",
                "'urls':{'activity':['https://s/a.csv?x']},'signedUrls':{'apiUsage':['https://s/u.csv?x']}",
                "'urls':[{'category':'activity','url':'https://s/a.csv?x'},'https://s/u.csv?x']"
            })
    void linksThatAreNotUnderstood_areNoEmptySuccess(String links) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> job("success", links))
                .withMessageContaining("links that are not understood")
                .withMessageNotContaining("://s")
                .satisfies(error -> assertThat(error.context()).containsEntry("jobId", "j1"));
    }

    @Test
    void successWithoutLinks_isASuccess() {
        assertThat(job("success", "").links()).isEmpty();
        assertThat(job("success", "'urls':{'activity':[]},'message':'see https://docs'")
                        .links())
                .isEmpty();
    }

    @Test
    void jobThatIsNotFinished_mayHaveAnyLinks() {
        assertThat(job("running", "'self':'https://api/jobs/j1'").links()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'urls':{'activity':['https://s/a.csv?x'],'billingList':['https://s/b.csv?x']}",
                "'files':[{'category':'activity','url':'https://s/a.csv?x'},{'table':'billing','url':'https://s/b?x'}]",
                "'urls':{'activity':'https://s/a.csv?x'},'self':'https://api/jobs/j1'",
                "'urls':{'activity':'https://s/a.csv?x'},'_links':{'self':{'href':'https://api/jobs/j1'}}",
                "'links':{'activity':'https://s/a.csv?x','self':'https://api/jobs/j1'}"
            })
    void linksOfOtherThings_arePassedOver(String links) {
        assertThat(activity(links)).containsExactly("https://s/a.csv?x");
        assertThat(job("success", links).links()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'urls':{'activity':['https://s/a?1','https://s/b?1']},'files':{'activity':['https://s/a?1','https://s/b?1']}",
                "'urls':{'activity':['https://s/a?1','https://s/b?1']},'files':{'activity':['https://s/b?2','https://s/a?2']}",
                "'files':[{'category':'activity','url':'https://s/a?1','downloadUrl':'https://s/a?2'},"
                        + "{'category':'activity','url':'https://s/b?1','downloadUrl':'https://s/b?2'}]",
                "'files':[{'category':'activity','url':'https://s/a?1','urls':['https://s/a?1','https://s/b?1']}]",
                "'data':{'activity':['https://s/a?1','https://s/b?1'],'urls':{'activity':['https://s/a?1','https://s/b?1']}}",
                "'urls':{'activity':['https://s/a?1','https://s/b?1','https://s/a?1']}"
            })
    void linkThatIsGivenTwice_isTakenOnce(String links) {
        assertThat(activity(links)).containsExactly("https://s/a?1", "https://s/b?1");
        assertThat(job("success", links).links()).extracting(SignedLink::index).containsExactly(0, 1);
    }

    @Test
    void linksOfOneList_thatDifferInTheirQueryOnly_areDifferentFiles() {
        String list = "{'activity':['https://s/get?file=1','https://s/get?file=2']}";
        assertThat(activity("'urls':" + list)).hasSize(2);
        assertThat(activity("'urls':" + list + ",'files':" + list)).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'urls':{'activity':['https://s/a?1']},'files':{'activity':['https://api/jobs/j1/files/1']}",
                "'files':[{'category':'activity','url':'https://s/a?1','href':'https://api/jobs/j1/files/1'}]",
                "'urls':{'activity':['https://s/get?file=1','https://s/get?file=2']},'files':{'activity':['https://s/get?file=1&x']}"
            })
    void placesThatNameDifferentFilesOfATable_areRefused(String links) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> job("success", links))
                .withMessageContaining("activity")
                .withMessageNotContaining("://s");
    }
}
