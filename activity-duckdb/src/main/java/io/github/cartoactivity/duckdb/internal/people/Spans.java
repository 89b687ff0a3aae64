package io.github.cartoactivity.duckdb.internal.people;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Who stands where in a text, nobody in the place of somebody else. */
final class Spans {
    private final NavigableMap<Integer, Span> byPlace = new TreeMap<>();

    /** Adds those who are known. Of two at one place the longer one counts. */
    void addNames(List<Span> names) {
        names.stream()
                .sorted(Comparator.comparingInt(Span::length).reversed())
                .filter(name -> overlapping(name).isEmpty())
                .forEach(name -> byPlace.put(name.from(), name));
    }

    /** Adds somebody who is not known, unless somebody stands there who is more than a part of him and stays. */
    void addStranger(Span stranger) {
        List<Span> there = overlapping(stranger);
        if (there.stream().allMatch(span -> span.alias().isEmpty() && stranger.isAround(span))) {
            there.forEach(span -> byPlace.remove(span.from()));
            byPlace.put(stranger.from(), stranger);
        }
    }

    private List<Span> overlapping(Span span) {
        List<Span> there = new ArrayList<>();
        Map.Entry<Integer, Span> other = byPlace.lowerEntry(span.to());
        while (other != null && other.getValue().to() > span.from()) {
            there.add(other.getValue());
            other = byPlace.lowerEntry(other.getKey());
        }
        return there;
    }

    /** The text with aliases; null when there are none. */
    @Nullable
    String replacedIn(String text) {
        StringBuilder replaced = new StringBuilder();
        int done = 0;
        for (Span span : byPlace.values()) {
            if (span.alias().isPresent()) {
                replaced.append(text, done, span.from()).append(span.alias().get());
                done = span.to();
            }
        }
        return replaced.isEmpty()
                ? null
                : replaced.append(text, done, text.length()).toString();
    }
}
