using System.Globalization;
using CodeAssist.Server.Verification;
using Spectre.Console;

namespace CodeAssist.Server.CommandLine;

/// <summary>The report of <c>codeassist verify-local-only</c> for people.</summary>
internal static class ProofPage
{
    public static void Write(IAnsiConsole output, ProofReport report)
    {
        output.WriteLine("Planted leaks, each without the network filter and with it:");
        foreach (var leak in report.Leaks)
        {
            var seen = leak.Seen switch { true => "seen", false => "NOT SEEN", null => report.Reduced is null ? "no way" : "not tried" };
            var traced = leak.Traced switch { true => "traced", false => "NOT TRACED", null => "" };
            output.MarkupLineInterpolated(
                $"  {Mark(leak.Holds)} {leak.What,-42} {seen,-9} {traced,-6} {(leak.Refused ? "refused" : "NOT REFUSED")}{(leak.Problem is null ? "" : $"  {leak.Problem}")}");
        }

        var session = report.Session;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"A session of {session.Seconds:0} s: {session.Requests} completions asked for, {session.Suggestions} suggested, {session.Commands} commands."));
        output.MarkupLineInterpolated($"  {Mark(session.IsServerFiltered)} every thread of the language server is under the filter");
        output.MarkupLineInterpolated($"  {Mark(session.IsHostFiltered)} every thread of the model host is under the filter");
        WritePackets(output, session.Packets);
        WriteCalls(output, session.Calls, report.Untraced);
        if (session.Problem is { } problem)
        {
            output.MarkupLineInterpolated($"  {Mark(false)} {problem}");
        }

        output.WriteLine(Verdict(report));
        output.WriteLine(Scope);
    }

    /// <summary>What the promise covers; it stands next to every report.</summary>
    public const string Scope =
        "Local-only covers every process CodeAssist starts and everything it hands to the editor for display. It does not cover the editor itself, "
        + "other extensions, remote-development tunnels, cloud-synced or network folders you open, OS crash reporters, or a loopback endpoint you "
        + "named that forwards elsewhere.";

    private static void WritePackets(IAnsiConsole output, IReadOnlyList<string>? packets)
    {
        if (packets is null)
        {
            output.WriteLine("  - whether anything tried to leave could not be watched");
            return;
        }

        output.MarkupLineInterpolated($"  {Mark(packets.Count == 0)} {packets.Count} packets tried to leave, questions for names included");
        foreach (var packet in packets)
        {
            output.WriteLine($"      {packet}");
        }
    }

    private static void WriteCalls(IAnsiConsole output, IReadOnlyList<string>? calls, string? untraced)
    {
        if (calls is null)
        {
            output.WriteLine($"  - calls to other machines could not be traced: {untraced}");
            return;
        }

        output.MarkupLineInterpolated($"  {Mark(calls.Count == 0)} {calls.Count} calls tried to reach another machine");
        foreach (var call in calls)
        {
            output.WriteLine($"      {call}");
        }
    }

    private static string Verdict(ProofReport report) => report switch
    {
        { Held: false } => "The promise did not hold.",
        { Reduced: { } reduced } => $"Reduced proof: what could be examined is as promised. {reduced} Run it as root, or where user namespaces are allowed, for the whole proof.",
        _ => "Nothing left this machine.",
    };

    private static string Mark(bool isGood) => isGood ? "✓" : "✗";
}
