package io.jvirt.api;

/**
 * What went wrong, with libvirt's number ({@code virErrorNumber}) so that a client of either can act upon it.
 */
public enum ErrorCode {
    OK(0, ""),
    INTERNAL_ERROR(1, "internal error"),
    NO_MEMORY(2, "out of memory"),
    NO_SUPPORT(3, "this function is not supported by the connection driver"),
    UNKNOWN_HOST(4, "unknown host"),
    NO_CONNECT(5, "no connection driver available for"),
    INVALID_CONN(6, "invalid connection pointer in"),
    INVALID_DOMAIN(7, "invalid domain pointer in"),
    INVALID_ARG(8, "invalid argument"),
    OPERATION_FAILED(9, "operation failed"),
    GET_FAILED(10, "GET operation failed"),
    POST_FAILED(11, "POST operation failed"),
    HTTP_ERROR(12, "got unknown HTTP error code"),
    SEXPR_SERIAL(13, "failed to serialize S-Expr"),
    NO_XEN(14, "could not use Xen hypervisor entry"),
    XEN_CALL(15, "failed Xen syscall"),
    OS_TYPE(16, "unknown OS type"),
    NO_KERNEL(17, "missing kernel information"),
    NO_ROOT(18, "missing root device information"),
    NO_SOURCE(19, "missing source information for device"),
    NO_TARGET(20, "missing target information for device"),
    NO_NAME(21, "missing name information"),
    NO_OS(22, "missing operating system information"),
    NO_DEVICE(23, "missing devices information"),
    NO_XENSTORE(24, "could not connect to Xen Store"),
    DRIVER_FULL(25, "too many drivers registered"),
    CALL_FAILED(26, "library call failed"),
    XML_ERROR(27, "XML error"),
    DOM_EXIST(28, "domain already exists"),
    OPERATION_DENIED(29, "operation forbidden"),
    OPEN_FAILED(30, "failed to open configuration file"),
    READ_FAILED(31, "failed to read configuration file"),
    PARSE_FAILED(32, "failed to parse configuration file"),
    CONF_SYNTAX(33, "configuration file syntax error"),
    WRITE_FAILED(34, "failed to write configuration file"),
    XML_DETAIL(35, ""),
    INVALID_NETWORK(36, "invalid network pointer in"),
    NETWORK_EXIST(37, "this network exists already"),
    SYSTEM_ERROR(38, ""),
    RPC(39, ""),
    GNUTLS_ERROR(40, "GNUTLS call error"),
    WAR_NO_NETWORK(41, "Failed to find the network"),
    NO_DOMAIN(42, "Domain not found"),
    NO_NETWORK(43, "Network not found"),
    INVALID_MAC(44, "invalid MAC address"),
    AUTH_FAILED(45, "authentication failed"),
    INVALID_STORAGE_POOL(46, "invalid storage pool pointer in"),
    INVALID_STORAGE_VOL(47, "invalid storage volume pointer in"),
    WAR_NO_STORAGE(48, "Failed to find a storage driver"),
    NO_STORAGE_POOL(49, "Storage pool not found"),
    NO_STORAGE_VOL(50, "Storage volume not found"),
    WAR_NO_NODE(51, "Failed to find a node driver"),
    INVALID_NODE_DEVICE(52, "invalid node device pointer"),
    NO_NODE_DEVICE(53, "Node device not found"),
    NO_SECURITY_MODEL(54, "Security model not found"),
    OPERATION_INVALID(55, "Requested operation is not valid"),
    WAR_NO_INTERFACE(56, "Failed to find the interface"),
    NO_INTERFACE(57, "Interface not found"),
    INVALID_INTERFACE(58, "invalid interface pointer in"),
    MULTIPLE_INTERFACES(59, "multiple matching interfaces found"),
    WAR_NO_NWFILTER(60, "Failed to start the nwfilter driver"),
    INVALID_NWFILTER(61, "Invalid network filter"),
    NO_NWFILTER(62, "Network filter not found"),
    BUILD_FIREWALL(63, "Error while building firewall"),
    WAR_NO_SECRET(64, "Failed to find a secret storage driver"),
    INVALID_SECRET(65, "Invalid secret"),
    NO_SECRET(66, "Secret not found"),
    CONFIG_UNSUPPORTED(67, "unsupported configuration"),
    OPERATION_TIMEOUT(68, "Timed out during operation"),
    MIGRATE_PERSIST_FAILED(69, "Failed to make domain persistent after migration"),
    HOOK_SCRIPT_FAILED(70, "Hook script execution failed"),
    INVALID_DOMAIN_SNAPSHOT(71, "Invalid snapshot"),
    NO_DOMAIN_SNAPSHOT(72, "Domain snapshot not found"),
    INVALID_STREAM(73, "invalid stream pointer"),
    ARGUMENT_UNSUPPORTED(74, "argument unsupported"),
    STORAGE_PROBE_FAILED(75, "Storage pool probe failed"),
    STORAGE_POOL_BUILT(76, "Storage pool already built"),
    SNAPSHOT_REVERT_RISKY(77, "revert requires force"),
    OPERATION_ABORTED(78, "operation aborted"),
    AUTH_CANCELLED(79, "authentication cancelled"),
    NO_DOMAIN_METADATA(80, "metadata not found"),
    MIGRATE_UNSAFE(81, "Unsafe migration"),
    OVERFLOW(82, "numerical overflow"),
    BLOCK_COPY_ACTIVE(83, "block copy still active"),
    OPERATION_UNSUPPORTED(84, "Operation not supported"),
    SSH(85, "SSH transport error"),
    AGENT_UNRESPONSIVE(86, "Guest agent is not responding"),
    RESOURCE_BUSY(87, "resource busy"),
    ACCESS_DENIED(88, "access denied"),
    DBUS_SERVICE(89, "error from service"),
    STORAGE_VOL_EXIST(90, "storage volume exists already"),
    CPU_INCOMPATIBLE(91, "the CPU is incompatible with host CPU"),
    XML_INVALID_SCHEMA(92, "XML document failed to validate against schema"),
    MIGRATE_FINISH_OK(93, "migration successfully aborted"),
    AUTH_UNAVAILABLE(94, "authentication unavailable"),
    NO_SERVER(95, "Server not found"),
    NO_CLIENT(96, "Client not found"),
    AGENT_UNSYNCED(97, "guest agent replied with wrong id to guest-sync command"),
    LIBSSH(98, "libssh transport error"),
    DEVICE_MISSING(99, "device not found"),
    INVALID_NWFILTER_BINDING(100, "Invalid network filter binding"),
    NO_NWFILTER_BINDING(101, "Network filter binding not found"),
    INVALID_DOMAIN_CHECKPOINT(102, "Invalid domain checkpoint"),
    NO_DOMAIN_CHECKPOINT(103, "Domain checkpoint not found"),
    NO_DOMAIN_BACKUP(104, "Domain backup job id not found"),
    INVALID_NETWORK_PORT(105, "Invalid network port pointer"),
    NETWORK_PORT_EXIST(106, "this network port exists already"),
    NO_NETWORK_PORT(107, "network port not found"),
    NO_HOSTNAME(108, "no hostname found"),
    CHECKPOINT_INCONSISTENT(109, "checkpoint inconsistent"),
    MULTIPLE_DOMAINS(110, "multiple matching domains found"),
    NO_NETWORK_METADATA(111, "Network metadata not found"),
    AGENT_COMMAND_TIMEOUT(112, "guest agent command timed out"),
    AGENT_COMMAND_FAILED(113, "guest agent command failed");

    private static final ErrorCode[] BY_NUMBER = values();

    private final int number;
    private final String prefix;

    ErrorCode(int number, String prefix) {
        this.number = number;
        this.prefix = prefix;
    }

    /** {@return the number on the wire} The numbers are dense, so it equals the ordinal. */
    public int number() {
        return number;
    }

    /** {@return the words a message of this kind begins with; empty where the detail stands alone} */
    public String prefix() {
        return prefix;
    }

    /** {@return the code with this number, {@link #INTERNAL_ERROR} for one that a newer peer knows and we do not} */
    public static ErrorCode of(int number) {
        return number >= 0 && number < BY_NUMBER.length ? BY_NUMBER[number] : INTERNAL_ERROR;
    }
}
