package io.github.cartoactivity.testing.internal.api;

import io.github.cartoactivity.model.UserRole;
import io.github.cartoactivity.testing.Plan;
import io.github.cartoactivity.testing.internal.http.Request;
import io.github.cartoactivity.testing.internal.http.Response;
import java.util.Optional;

/** Who may call what; plan and role may change while the server runs. Thread-safe. */
public final class Access {
    private static final String BEARER = "Bearer ";

    private final Tokens tokens;
    private volatile Plan plan;
    private volatile UserRole role;

    Access(Tokens tokens, Plan plan, UserRole role) {
        this.tokens = tokens;
        this.plan = plan;
        this.role = role;
    }

    /** Changes the organisation's plan. */
    public void plan(Plan other) {
        plan = other;
    }

    /** Changes the role of the user that the tokens belong to. */
    public void role(UserRole other) {
        role = other;
    }

    boolean allowsClientCredentials() {
        return plan == Plan.ENTERPRISE_LARGE;
    }

    /** The answer to somebody who may not export Activity Data; empty for everybody else. */
    Optional<Response> refusal(Request request) {
        Optional<String> header = request.headers().first("Authorization");
        if (header.isEmpty() || !header.get().startsWith(BEARER)) {
            return Optional.of(Answers.error(401, "Token not defined"));
        }
        if (!tokens.isValid(header.get().substring(BEARER.length()))) {
            return Optional.of(Answers.error(401, "Invalid token"));
        }
        if (plan == Plan.PROFESSIONAL) {
            return Optional.of(Answers.error(403, "Activity data is not available for your plan"));
        }
        if (role != UserRole.ADMIN && role != UserRole.SUPERADMIN) {
            return Optional.of(Answers.error(403, "Only admins can export activity data"));
        }
        return Optional.empty();
    }
}
