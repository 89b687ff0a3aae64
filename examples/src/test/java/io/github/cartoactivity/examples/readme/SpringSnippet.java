package io.github.cartoactivity.examples.readme;

import io.github.cartoactivity.client.CartoActivityClient;
import io.github.cartoactivity.client.Credentials;

/** The README's lines for Spring, compiled against annotations that look like Spring's. */
final class SpringSnippet {
    private SpringSnippet() {}

    @interface Configuration {}

    @interface Bean {
        String destroyMethod();
    }

    @interface Value {
        String value();
    }

    @Configuration
    class ActivityDataConfiguration {
        @Bean(destroyMethod = "close")
        CartoActivityClient cartoActivityClient(
                @Value("${carto.client-id}") String id, @Value("${carto.client-secret}") String secret) {
            return CartoActivityClient.builder()
                    .credentials(Credentials.ofClient(id, secret))
                    .build();
        }
    }
}
