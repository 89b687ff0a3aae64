package io.github.cartoactivity.parquet.internal;

import org.jspecify.annotations.Nullable;

/** Values that are places in a dictionary, whose cells were made once. */
final class DictionaryDecoder implements ValueDecoder {
    private final RunLengths places;
    private final Object[] dictionary;
    private int[] buffer = new int[0];

    DictionaryDecoder(RunLengths places, Object[] dictionary) {
        this.places = places;
        this.dictionary = dictionary;
    }

    @Override
    public void read(@Nullable Object[] cells, int from, int count) {
        if (buffer.length < count) {
            buffer = new int[count];
        }
        places.read(buffer, 0, count);
        for (int i = 0; i < count; i++) {
            int place = buffer[i];
            if (place < 0 || place >= dictionary.length) {
                throw PageFault.damaged(
                        "A value refers to place " + place + " of a dictionary of " + dictionary.length);
            }
            cells[from + i] = dictionary[place];
        }
    }
}
