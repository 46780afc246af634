package io.jvirt.qemu.agent;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The guest's accounts. */
public final class AgentUsers {
    private final AgentClient agent;

    public AgentUsers(AgentClient agent) {
        this.agent = agent;
    }

    /** Sets a password; {@code crypted} says that it is a hash already (crypt(5)). */
    public void setPassword(String user, String password, boolean crypted) {
        String encoded = Base64.getEncoder().encodeToString(password.getBytes(StandardCharsets.UTF_8));
        agent.execute("guest-set-user-password", Map.of("username", user, "password", encoded, "crypted", crypted));
    }

    /** {@return the keys with which one may log in as a user} */
    public List<String> sshKeys(String user) {
        List<String> keys = new ArrayList<>();
        for (JsonNode key : agent.execute("guest-ssh-get-authorized-keys", Map.of("username", user)).path("keys")) {
            keys.add(key.asString(""));
        }
        return keys;
    }

    /** Adds keys to a user's, or makes them the only ones. */
    public void addSshKeys(String user, List<String> keys, boolean reset) {
        agent.execute("guest-ssh-add-authorized-keys", Map.of("username", user, "keys", keys, "reset", reset));
    }

    /** Removes keys of a user. */
    public void removeSshKeys(String user, List<String> keys) {
        agent.execute("guest-ssh-remove-authorized-keys", Map.of("username", user, "keys", keys));
    }
}
