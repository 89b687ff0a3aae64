package io.github.cartoactivity.client;

import java.util.Map;

/**
 * Adapts the body of a create request, should an installation expect another spelling than the one this library sends.
 *
 * <pre>{@code
 * CartoActivityClient.builder().requestMapper((request, body) -> {
 *     body.put("type", body.remove("format"));
 *     return body;
 * });
 * }</pre>
 *
 * <p>The JSON of the create request is not published; the standard body follows the options of CARTO's command-line
 * tool.
 */
@FunctionalInterface
public interface RequestMapper {

    /**
     * The body to send.
     *
     * @param request what the job is asked for
     * @param standard the body as this library would send it; may be changed and returned
     * @return the JSON object to send: keys to strings, numbers, booleans, lists and maps; of anything else, such as
     *     null or a date, the call ends with an {@link IllegalArgumentException}, and nothing is sent
     */
    Map<String, Object> map(JobRequest request, Map<String, Object> standard);
}
