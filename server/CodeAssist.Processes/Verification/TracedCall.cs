using System.Text.RegularExpressions;

namespace CodeAssist.Processes.Verification;

/// <summary>A call by which a process tried to reach another machine, as <c>strace</c> writes it.</summary>
/// <param name="Call">Name of the system call.</param>
/// <param name="Address">In its canonical form.</param>
/// <param name="Port">The port there.</param>
public sealed partial record TracedCall(string Call, string Address, int Port)
{
    /// <returns>Null for a line that is about something else: another family, this machine, a call that another thread cut in two.</returns>
    public static TracedCall? Read(string line)
    {
        if (Socket().Match(line) is not { Success: true, Groups: var groups })
        {
            return null;
        }

        // A socket for both protocols writes an address of IPv4 in the clothes of IPv6.
        var address = groups["v4"].Success ? groups["v4"].Value : groups["mapped"].Success ? groups["mapped"].Value : groups["v6"].Value;
        return IsThisMachine(address)
            ? null
            : new TracedCall(groups["call"].Value, address, int.Parse(groups["port"].Value, System.Globalization.CultureInfo.InvariantCulture));
    }

    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Call} to {Address} port {Port}");

    private static bool IsThisMachine(string address) =>
        address.StartsWith("127.", StringComparison.Ordinal) || address is "::1";

    [GeneratedRegex(
        """^[0-9]+ +(?<call>connect|sendto|sendmsg|sendmmsg)\(.*sa_family=AF_INET6?, sin6?_port=htons\((?<port>[0-9]+)\),.*(inet_addr\("(?<v4>[0-9.]+)"\)|inet_pton\(AF_INET6, "(::ffff:(?<mapped>[0-9.]+)|(?<v6>[0-9a-f:.]+))")""",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Socket();
}
