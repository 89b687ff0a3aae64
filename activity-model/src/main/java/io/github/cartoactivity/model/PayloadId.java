package io.github.cartoactivity.model;

/** What tells whom or what an event is about: payloads hold it either at the top, or inside an object of its own. */
enum PayloadId {
    USER("userId", "user", "id"),
    MAP("mapId", "map", "id"),
    WORKFLOW("workflowId", "workflow", "id"),
    CONNECTION("connectionId", "connection", "id"),
    PROVIDER("provider", "connection", "provider");

    private final String name;
    private final String owner;
    private final String member;

    PayloadId(String name, String owner, String member) {
        this.name = name;
        this.owner = owner;
        this.member = member;
    }

    boolean isNamed(String field) {
        return name.equals(field);
    }

    boolean isOwnedBy(String object) {
        return owner.equals(object);
    }

    boolean isMember(String object, String field) {
        return owner.equals(object) && member.equals(field);
    }
}
