using System.Globalization;
using System.Text.Json.Nodes;
using CodeAssist.EndToEnd.Tests.Support;

namespace CodeAssist.EndToEnd.Tests.Privacy;

/// <summary>Cases 27 to 29, by the command that anybody can run: leaks that are seen and refused, and a session of which nothing is seen.</summary>
public sealed class VerifyLocalOnlyTests : ProductTest
{
    private const string Nobody = "65534";

    private static readonly bool _isTraced = File.Exists("/usr/bin/strace");

    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task Every_planted_leak_is_seen_without_the_filter_and_refused_with_it_and_a_session_sends_nothing()
    {
        var report = await ProveAsync("everything", seconds: 1, _patience);

        Assert.All(report["leaks"]!.AsArray(), leak => Assert.True((bool?)leak!["seen"], leak.ToJsonString()));
    }

    /// <summary>Case 28 among them. Without a route only the trace sees what is tried, and it has to see what is planted.</summary>
    [Theory(Explicit = true)]
    [InlineData("everything")]
    [InlineData("noProxies")]
    [InlineData("ipv6")]
    [InlineData("noRoute")]
    public async Task Thirty_minutes_of_work_send_nothing_in_any_surroundings(string network)
    {
        var half = TimeSpan.FromMinutes(30);
        var report = await ProveAsync(network, (int)half.TotalSeconds, half + half);

        Assert.True((double?)report["session"]!["seconds"] >= half.TotalSeconds, report["session"]!.ToJsonString());
        Assert.True((int?)report["session"]!["requests"] >= 500, report["session"]!.ToJsonString());
    }

    private async Task<JsonNode> ProveAsync(string network, int seconds, TimeSpan patience)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.UserName is "root" && File.Exists("/dev/net/tun"), "The whole proof needs Linux, root and tunnel devices.");
        Assert.SkipUnless(network is not "noRoute" || _isTraced, "Without a route only a trace of calls sees what is tried: install strace.");

        var result = await RunAsync(ProductPrograms.Start(User, ["verify-local-only", "--network", network, "--seconds", seconds.ToString(CultureInfo.InvariantCulture), "--json"]), patience);

        Assert.True(result.ExitCode == 0, result.ToString());
        var report = JsonNode.Parse(result.Output)!;
        Assert.Null(report["reduced"]);
        string[] planted = ["tcp", "udp", "dns", "ipv6", "child", "redirect", "proxy", "certificate"];
        Assert.Equal(planted, report["leaks"]!.AsArray().Select(leak => (string)leak!["name"]!), StringComparer.Ordinal);
        Assert.All(report["leaks"]!.AsArray(), leak => Assert.True((bool?)leak!["holds"] == true && (bool?)leak["refused"] == true && (bool?)leak["traced"] == (_isTraced ? true : null), leak!.ToJsonString()));
        var session = report["session"]!;
        Assert.Empty(session["packets"]!.AsArray());
        Assert.True((bool?)session["isServerFiltered"] == true && (bool?)session["isHostFiltered"] == true, session.ToJsonString());
        Assert.True((int?)session["suggestions"] > 0, session.ToJsonString());
        if (_isTraced)
        {
            Assert.Null(report["untraced"]);
            Assert.Empty(session["calls"]!.AsArray());
        }
        else
        {
            Assert.Contains("strace", (string?)report["untraced"], StringComparison.Ordinal);
        }

        return report;
    }

    [Fact]
    public async Task Without_the_rights_for_a_sink_the_proof_is_reduced_and_says_so()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.UserName is "root", "Gives its rights up as another user of Linux.");

        // Another user, who may have a namespace but no device in it.
        await RunToolAsync("chown", "-R", Nobody, User.Folder);
        var start = ProductPrograms.Start(
            "setpriv", User, [$"--reuid={Nobody}", $"--regid={Nobody}", "--clear-groups", ProductPrograms.Server, "verify-local-only", "--seconds", "1", "--json"]);

        var result = await RunAsync(start, _patience);

        Assert.True(result.ExitCode == 5, result.ToString());
        var report = JsonNode.Parse(result.Output)!;
        Assert.NotNull(report["reduced"]);
        Assert.All(report["leaks"]!.AsArray(), leak => Assert.True(leak!["seen"] is null && (bool?)leak["refused"] == true, leak!.ToJsonString()));
        Assert.Null(report["session"]!["packets"]);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("soon")]
    public async Task A_length_that_makes_no_sense_is_refused(string seconds) =>
        (await RunAsync("verify-local-only", "--seconds", seconds)).IsRefused(2, $"'{seconds}'");
}
