package io.github.cartoactivity.parquet;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/**
 * A Parquet file as parquet-java writes it.
 *
 * @param path where it goes
 * @param schema its columns, in Parquet's notation
 * @param settings codec, page size, encodings
 */
record ParquetFixture(Path path, String schema, UnaryOperator<ExampleParquetWriter.Builder> settings) {

    static ParquetFixture at(Path path, String columns) {
        return new ParquetFixture(path, "message rows { " + columns + " }", builder -> builder);
    }

    ParquetFixture with(UnaryOperator<ExampleParquetWriter.Builder> more) {
        return new ParquetFixture(path, schema, builder -> more.apply(settings.apply(builder)));
    }

    Path write(List<Consumer<Group>> rows) throws IOException {
        MessageType type = MessageTypeParser.parseMessageType(schema);
        SimpleGroupFactory groups = new SimpleGroupFactory(type);
        ExampleParquetWriter.Builder builder = ExampleParquetWriter.builder(new LocalOutputFile(path))
                .withType(type)
                .withConf(new PlainParquetConfiguration())
                .withWriteMode(ParquetFileWriter.Mode.OVERWRITE)
                .withCodecFactory(new WritingCodecs());
        try (ParquetWriter<Group> writer = settings.apply(builder).build()) {
            for (Consumer<Group> row : rows) {
                Group group = groups.newGroup();
                row.accept(group);
                writer.write(group);
            }
        }
        return path;
    }
}
