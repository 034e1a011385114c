using System.Globalization;
using System.Text;
using CodeAssist.EndToEnd.Tests.Support;
using CodeAssist.TestSupport;

namespace CodeAssist.EndToEnd.Tests.Privacy;

/// <summary>Case 37 on the whole product: secrets of a folder from which something may leave, and where they turn up while all is logged.</summary>
public sealed class CanaryTests : ProductTest
{
    // Made up, in the form that the rule for it looks for.
    private const string InCode = "AKIAZ7QX2M4RTHW5YBND";
    private const string InEnvironment = "canary_env_7Q2xK9";
    private const string InSettings = "canary_settings_4Rw8Zt";
    private const string Key = "canary-key-0123456789abcdef";

    private const string Cart = $$"""
        namespace Shop
        {
            public sealed class Cart
            {
                private const string Access = "{{InCode}}";

                public int Total(int first, int second) => first - second;
            }
        }

        """;

    [Fact]
    public async Task A_secret_is_in_no_question_no_log_no_ledger_and_no_process_list()
    {
        if (OwnNetwork.Find() is not { } address)
        {
            Assert.Skip("This machine has no address in a network of its own, at which a private endpoint could be.");
            return;
        }

        var lines = new List<string>();
        await using var provider = ScriptedProvider.StartAt(address, exchange =>
        {
            // While the question is under way: every program that takes part runs now.
            lines.AddRange(CommandLines());
            return exchange.SendAsync(Answers.OpenAi("It takes one off."));
        });
        User.Settings["endpoints.private"] = provider.Url;
        User.Settings["endpoints.privateModel"] = "house";
        User.Settings["log.level"] = "trace";
        var cart = User.WriteFile("Cart.cs", Cart);
        var environment = User.WriteFile(".env", $"PASSWORD={InEnvironment}\n");
        var settings = User.WriteFile("appsettings.Production.json", $$"""{ "Password": "{{InSettings}}" }""");
        Assert.Equal(0, (await RunAsync("policy", "allow", "--folder", User.Workspace)).ExitCode);

        var explained = await WithKeyAsync("explain", cart);
        var refused = (await WithKeyAsync("explain", environment)).ExitCode + (await WithKeyAsync("explain", settings)).ExitCode;
        var shown = await WithKeyAsync("route", "explain", cart, "--dry-run");

        Assert.Equal("It takes one off.", explained.Output.Trim());
        Assert.Equal(6, refused);
        Assert.Contains("string Access = \"«SECRET:aws-access-token:1»\"", shown.Output, StringComparison.Ordinal);
        var question = Assert.Single(provider.Requests);
        Assert.Contains("«SECRET:aws-access-token:1»", question.Body, StringComparison.Ordinal);
        Assert.Contains(Key, question.Headers["authorization"], StringComparison.Ordinal);
        Assert.Contains(lines, line => line.Contains("codeassist-egress", StringComparison.Ordinal));
        var kept = Kept();
        Assert.Contains(kept, file => file.Path.EndsWith(".log", StringComparison.Ordinal));
        Assert.Contains(kept, file => file.Path.Contains("ledger", StringComparison.Ordinal));
        foreach (var canary in (string[])[InCode, InEnvironment, InSettings, Key])
        {
            Assert.DoesNotContain(canary, question.Body, StringComparison.Ordinal);
            Assert.DoesNotContain(canary, explained.Output + explained.Error + shown.Output + shown.Error, StringComparison.Ordinal);
            Assert.DoesNotContain(kept, file => file.Text.Contains(canary, StringComparison.Ordinal));
            Assert.DoesNotContain(lines, line => line.Contains(canary, StringComparison.Ordinal));
        }
    }

    private Task<CommandResult> WithKeyAsync(params string[] arguments)
    {
        var start = ProductPrograms.Start(User, arguments);
        start.Environment["CODEASSIST_PRIVATE_KEY"] = Key;
        return RunAsync(start);
    }

    /// <summary>All that the programs have written: logs, ledger, state, crash files. The user's own folder is not among it.</summary>
    private List<(string Path, string Text)> Kept() =>
    [
        .. Directory.EnumerateFiles(User.Folder, "*", SearchOption.AllDirectories)
            .Where(path => !path.StartsWith(User.Workspace, StringComparison.Ordinal))
            .Select(path => (path, Encoding.UTF8.GetString(File.ReadAllBytes(path)))),
    ];

    private static IEnumerable<string> CommandLines()
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc").Where(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out _)))
        {
            string line;
            try
            {
                line = File.ReadAllText(Path.Combine(folder, "cmdline"));
            }
            catch (IOException)
            {
                // It has ended since it was listed.
                continue;
            }

            yield return line;
        }
    }
}
