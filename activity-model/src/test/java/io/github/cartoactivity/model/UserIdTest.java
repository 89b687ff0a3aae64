package io.github.cartoactivity.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class UserIdTest {

    @ParameterizedTest
    @CsvSource({
        "auth0|685ab6bef3767efff1a98e98, PASSWORD,",
        "AUTH0|x, PASSWORD,",
        "google-oauth|1, GOOGLE,",
        "google-oauth2|1, GOOGLE,",
        "google-apps|a@b.c, GOOGLE,",
        "saml-ACME|1, SSO, ACME",
        "SAML-ACME|1, SSO, ACME",
        "saml-ACME-Europe|1, SSO, ACME-Europe",
        "samlp|ACME|a@b.c, SSO, ACME",
        "samlp-ACME|a|b, SSO, ACME",
        "oidc|my-idp|7, SSO, my-idp",
        "oidc-idp|7, SSO, idp",
        "OIDC|IDP|7, SSO, IDP",
        "okta|corp|7, SSO, corp",
        "waad|hash, SSO,",
        "adfs|x, SSO,",
        "pingfederate|corp|7, SSO, corp",
        "saml|x, SSO,",
        "saml-|x, SSO,",
        "samlp||x, SSO,",
        "public, PUBLIC,",
        "PUBLIC, PUBLIC,",
        "auth0, OTHER,",
        "|x, OTHER,",
        "github|7, OTHER,",
        "windowslive|7, OTHER,",
        "samlets|x, OTHER,",
        "google|x, OTHER,",
        "685ab6bef3767efff1a98e98, OTHER,"
    })
    void loginMethodAndConnection_areReadFromTheId(String id, LoginMethod method, String connection) {
        UserId userId = new UserId(id);

        assertThat(userId.loginMethod()).isEqualTo(method);
        assertThat(userId.connection()).isEqualTo(Optional.ofNullable(connection));
        assertThat(userId.isPublic()).isEqualTo(method == LoginMethod.PUBLIC);
        assertThat(userId).hasToString(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n"})
    void blank_isRefused(String value) {
        assertThatIllegalArgumentException().isThrownBy(() -> new UserId(value));
    }

    @Test
    void equality_isExact() {
        assertThat(new UserId("auth0|a")).isEqualTo(new UserId("auth0|a")).isNotEqualTo(new UserId("auth0|A"));
        assertThat(new UserId("public")).isEqualTo(UserId.PUBLIC);
    }

    @ParameterizedTest
    @CsvSource({
        "Superadmin, SUPERADMIN",
        "Admin, ADMIN",
        "ADMIN, ADMIN",
        "admin, ADMIN",
        "Builder, BUILDER",
        "BUILDER, BUILDER",
        "Editor, EDITOR",
        "EDITOR, EDITOR",
        "Viewer, VIEWER",
        "VIEWER, VIEWER",
        "' viewer ', VIEWER",
        "Guest, UNKNOWN",
        "UNKNOWN, UNKNOWN",
        "'', UNKNOWN"
    })
    void role_isReadWhateverItsLetterCase(String name, UserRole role) {
        assertThat(UserRole.of(name)).isEqualTo(role);
    }

    @ParameterizedTest
    @NullSource
    void role_withoutName_isUnknown(String name) {
        assertThat(UserRole.of(name)).isEqualTo(UserRole.UNKNOWN);
    }
}
