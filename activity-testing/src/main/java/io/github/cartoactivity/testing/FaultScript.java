package io.github.cartoactivity.testing;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What goes wrong at one endpoint, and when; made by {@link FakeCarto#on}. Thread-safe.
 *
 * <p>For each request the first rule that has something for it decides: {@link #request}, then {@link #file}, then
 * {@link #where}, then {@link #next}, then {@link #always}.
 *
 * <pre>{@code
 * carto.on(Endpoint.FILE)
 *         .file(2, new WireFault.CutBody(1000), Fault.none())  // its first two requests
 *         .next(new WireFault.Status(503))                     // the first request for any other file
 *         .always(new WireFault.SlowBody(10_000));             // all that follow
 * }</pre>
 */
public final class FaultScript {
    private final Endpoint endpoint;
    private final Map<Integer, Fault> byRequest = new HashMap<>();
    private final List<Rule> rules = new ArrayList<>();
    private final Deque<Fault> next = new ArrayDeque<>();
    private Fault always = Fault.none();
    private int requests;

    FaultScript(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    /**
     * Faults for the coming requests, one each, in this order, after those that are waiting already.
     *
     * @param faults what goes wrong; {@link Fault#none()} leaves a request alone
     * @return this script
     * @throws IllegalArgumentException if a fault cannot happen at the endpoint
     */
    public synchronized FaultScript next(Fault... faults) {
        next.addAll(checked(List.of(faults)));
        return this;
    }

    /**
     * The same fault for several of the coming requests.
     *
     * @param times how many requests
     * @param fault what goes wrong
     * @return this script
     * @throws IllegalArgumentException if the fault cannot happen at the endpoint
     */
    public synchronized FaultScript times(int times, Fault fault) {
        next.addAll(checked(Collections.nCopies(times, fault)));
        return this;
    }

    /**
     * A fault for every request that no other rule has something for, until {@link #clear()}.
     *
     * @param fault what goes wrong
     * @return this script
     * @throws IllegalArgumentException if the fault cannot happen at the endpoint
     */
    public synchronized FaultScript always(Fault fault) {
        always = checked(List.of(fault)).get(0);
        return this;
    }

    /**
     * A fault for one request.
     *
     * @param number which one, counted from 1 since the server started
     * @param fault what goes wrong
     * @return this script
     * @throws IllegalArgumentException if the fault cannot happen at the endpoint
     */
    public synchronized FaultScript request(int number, Fault fault) {
        byRequest.put(number, checked(List.of(fault)).get(0));
        return this;
    }

    /**
     * Faults for the coming requests for one file of each job, one each.
     *
     * @param number which file, counted from 1 over all tables, see {@link RecordedRequest#fileNumber()}
     * @param faults what goes wrong
     * @return this script
     * @throws IllegalArgumentException if a fault cannot happen at the endpoint
     */
    public FaultScript file(int number, Fault... faults) {
        return where(request -> request.fileNumber() == number, faults);
    }

    /**
     * Faults for the coming requests of some kind, one each.
     *
     * @param condition which requests
     * @param faults what goes wrong
     * @return this script
     * @throws IllegalArgumentException if a fault cannot happen at the endpoint
     */
    public synchronized FaultScript where(Predicate<RecordedRequest> condition, Fault... faults) {
        rules.add(new Rule(condition, new ArrayDeque<>(checked(Arrays.asList(faults)))));
        return this;
    }

    /**
     * Forgets everything that is still to come.
     *
     * @return this script
     */
    public synchronized FaultScript clear() {
        byRequest.clear();
        rules.clear();
        next.clear();
        always = Fault.none();
        return this;
    }

    /** What goes wrong with this request; takes it out of the script. */
    synchronized Fault take(RecordedRequest request) {
        requests++;
        Fault byNumber = byRequest.remove(requests);
        if (byNumber != null) {
            return byNumber;
        }
        for (Rule rule : rules) {
            if (rule.condition.test(request) && !rule.faults.isEmpty()) {
                return rule.faults.remove();
            }
        }
        return next.isEmpty() ? always : next.remove();
    }

    private List<Fault> checked(List<Fault> faults) {
        for (Fault fault : faults) {
            if (!fits(fault)) {
                throw new IllegalArgumentException(fault + " cannot happen at " + endpoint);
            }
        }
        return faults;
    }

    private boolean fits(Fault fault) {
        if (fault instanceof Fault.Several several) {
            return several.faults().stream().allMatch(this::fits);
        }
        return switch (endpoint) {
            case TOKEN -> fault instanceof WireFault || fault instanceof TokenFault;
            case CREATE_JOB, GET_JOB -> fault instanceof WireFault || fault instanceof JobFault;
            case FILE -> fault instanceof WireFault || fault instanceof FileFault;
            case CANCEL_JOB, UNKNOWN -> fault instanceof WireFault;
        };
    }

    private record Rule(Predicate<RecordedRequest> condition, Deque<Fault> faults) {}
}
