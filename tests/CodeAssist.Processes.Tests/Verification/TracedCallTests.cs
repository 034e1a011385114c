using CodeAssist.Processes.Verification;

namespace CodeAssist.Processes.Tests.Verification;

/// <summary>What is read of the lines that strace 6 writes.</summary>
public sealed class TracedCallTests
{
    [Theory]
    [InlineData(
        """412   connect(24, {sa_family=AF_INET, sin_port=htons(443), sin_addr=inet_addr("192.0.2.10")}, 16) = -1 EINPROGRESS (Operation now in progress)""", "connect", "192.0.2.10", 443)]
    [InlineData("""412   connect(24, {sa_family=AF_INET, sin_port=htons(53), sin_addr=inet_addr("192.0.2.53")}, 16 <unfinished ...>""", "connect", "192.0.2.53", 53)]
    [InlineData(
        """7 sendto(31, ""..., 19, 0, {sa_family=AF_INET, sin_port=htons(9999), sin_addr=inet_addr("192.0.2.11")}, 16) = 19""", "sendto", "192.0.2.11", 9999)]
    [InlineData(
        """7 sendmsg(31, {msg_name={sa_family=AF_INET, sin_port=htons(9999), sin_addr=inet_addr("192.0.2.11")}, msg_namelen=16, msg_iov=[{iov_base=""..., iov_len=19}], msg_iovlen=1}, 0) = 19""",
        "sendmsg",
        "192.0.2.11",
        9999)]
    [InlineData(
        """9 connect(24, {sa_family=AF_INET6, sin6_port=htons(443), sin6_flowinfo=htonl(0), inet_pton(AF_INET6, "2001:db8::10", &sin6_addr), sin6_scope_id=0}, 28) = -1 ENETUNREACH (Network is unreachable)""",
        "connect",
        "2001:db8::10",
        443)]
    [InlineData(
        """9 connect(24, {sa_family=AF_INET6, sin6_port=htons(80), sin6_flowinfo=htonl(0), inet_pton(AF_INET6, "::ffff:192.0.2.13", &sin6_addr), sin6_scope_id=0}, 28) = -1 EINPROGRESS""",
        "connect",
        "192.0.2.13",
        80)]
    public void A_call_to_another_machine_is_read_with_its_address(string line, string call, string address, int port) =>
        Assert.Equal(new TracedCall(call, address, port), TracedCall.Read(line));

    [Theory]
    [InlineData("")]
    [InlineData("""412 connect(24, {sa_family=AF_UNIX, sun_path="/run/user/0/codeassist"}, 110) = 0""")]
    [InlineData("""412 sendto(31, ""..., 19, 0, NULL, 0) = 19""")]
    [InlineData("""412 connect(24, {sa_family=AF_INET, sin_port=htons(80), sin_addr=inet_addr("127.0.0.1")}, 16) = 0""")]
    [InlineData("""412 connect(24, {sa_family=AF_INET6, sin6_port=htons(80), sin6_flowinfo=htonl(0), inet_pton(AF_INET6, "::1", &sin6_addr), sin6_scope_id=0}, 28) = 0""")]
    [InlineData("""412 connect(24, {sa_family=AF_INET6, sin6_port=htons(80), sin6_flowinfo=htonl(0), inet_pton(AF_INET6, "::ffff:127.0.0.1", &sin6_addr), sin6_scope_id=0}, 28) = 0""")]
    [InlineData("""412 sendto(12, [{nlmsg_len=20, nlmsg_type=RTM_GETADDR}], 20, 0, {sa_family=AF_NETLINK, nl_pid=0, nl_groups=00000000}, 12) = 20""")]
    [InlineData("""412 <... connect resumed>) = 0""")]
    public void What_stays_on_this_machine_is_none(string line) => Assert.Null(TracedCall.Read(line));
}
