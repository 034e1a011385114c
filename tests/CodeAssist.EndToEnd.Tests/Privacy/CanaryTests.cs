using System.Collections.Concurrent;
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

    private static readonly string[] _canaries = [InCode, InEnvironment, InSettings, Key];

    private static readonly string[] _steps =
    [
        """{"tool":"read_file","path":"Cart.cs","from":0,"to":0}""",
        """{"tool":"read_file","path":".env","from":0,"to":0}""",
        """{"tool":"read_file","path":"appsettings.Production.json","from":0,"to":0}""",
        """{"tool":"search","pattern":"Access","regex":false,"folder":""}""",
        """{"tool":"git","verb":"log","arguments":["-p"]}""",
        """{"tool":"edit","edits":[{"kind":"replace","path":"Cart.cs","search":["        public int Total(int first, int second) => first - second;"],"text":["        public int Total(int first, int second) => first + second;"]}]}""",
        """{"tool":"finish","summary":"Adds."}""",
    ];

    // While a question is under way: every program that takes part runs then.
    private readonly ConcurrentQueue<string> _lines = [];

    [Fact]
    public async Task A_secret_is_in_no_question_no_log_no_ledger_and_no_process_list()
    {
        await using var provider = await PrivateAsync(_ => Answers.OpenAi("It takes one off."));
        var cart = User.WriteFile("Cart.cs", Cart);
        var environment = User.WriteFile(".env", $"PASSWORD={InEnvironment}\n");
        var settings = User.WriteFile("appsettings.Production.json", $$"""{ "Password": "{{InSettings}}" }""");

        var explained = await WithKeyAsync("explain", cart);
        var refused = (await WithKeyAsync("explain", environment)).ExitCode + (await WithKeyAsync("explain", settings)).ExitCode;
        var shown = await WithKeyAsync("route", "explain", cart, "--dry-run");

        Assert.Equal("It takes one off.", explained.Output.Trim());
        Assert.Equal(6, refused);
        Assert.Contains("string Access = \"«SECRET:aws-access-token:1»\"", shown.Output, StringComparison.Ordinal);
        var question = Assert.Single(provider.Requests);
        Assert.Contains("«SECRET:aws-access-token:1»", question.Body, StringComparison.Ordinal);
        Assert.Contains(Key, question.Headers["authorization"], StringComparison.Ordinal);
        AssertNoCanary(provider, explained, shown);
    }

    [Fact]
    public async Task A_review_of_a_secret_sends_its_placeholder()
    {
        User.Settings["review.chat"] = "routed";
        User.Settings["review.likelihood"] = false;
        await using var provider = await PrivateAsync(_ => Answers.OpenAi("""{"piece1":{"does":"adds","findings":[]}}""".Replace("\"", "\\\"", StringComparison.Ordinal)));
        Commit();
        User.WriteFile("Cart.cs", Cart);
        User.WriteFile(".env", $"PASSWORD={InEnvironment}\n");

        var reviewed = await WithKeyAsync("review", "--json");

        Assert.Contains("«SECRET:aws-access-token:1»", Bodies(provider), StringComparison.Ordinal);
        Assert.Contains("private/house", reviewed.Output, StringComparison.Ordinal);
        AssertNoCanary(provider, reviewed);
    }

    /// <summary>Files, a hit of a search, the history, what checks print, and the words of the task itself.</summary>
    [Fact]
    public async Task A_task_that_meets_a_secret_everywhere_sends_it_nowhere()
    {
        var asked = 0;
        await using var provider = await PrivateAsync(_ => ScriptedTask.Calling(_steps[Math.Min(asked++, _steps.Length - 1)]));
        User.WriteFile("Cart.cs", Cart);
        User.WriteFile(".env", $"PASSWORD={InEnvironment}\n");
        User.WriteFile("appsettings.Production.json", $$"""{ "Password": "{{InSettings}}" }""");
        User.WriteFile("check.mjs", "import { readFileSync } from 'node:fs';\n\nconst text = readFileSync('Cart.cs', 'utf8');\nif (text.includes(' + ')) throw new Error('It was: ' + text.split('\\n')[4]);\n");
        Commit();

        await WithKeyAsync("agent", "Make it add.", "--check", "node check.mjs");

        foreach (var met in (string[])["Cart.cs:5:", "+        private const string Access", "It was:         private const string Access"])
        {
            Assert.Contains(met, Bodies(provider), StringComparison.Ordinal);
        }

        AssertNoCanary(provider);
    }

    private async Task<ScriptedProvider> PrivateAsync(Func<ScriptedExchange, string> answer)
    {
        var address = OwnNetwork.Find();
        Assert.SkipUnless(address is not null, "This machine has no address in a network of its own, at which a private endpoint could be.");
        var provider = ScriptedProvider.StartAt(address, exchange =>
        {
            CommandLines().ToList().ForEach(_lines.Enqueue);
            return exchange.SendAsync(answer(exchange));
        });
        User.Settings["endpoints.private"] = provider.Url;
        User.Settings["endpoints.privateModel"] = "house";
        User.Settings["log.level"] = "trace";
        Assert.Equal(0, (await RunAsync("policy", "allow", "--folder", User.Workspace)).ExitCode);
        return provider;
    }

    private void AssertNoCanary(ScriptedProvider provider, params CommandResult[] results)
    {
        Assert.Contains(_lines, line => line.Contains("codeassist-egress", StringComparison.Ordinal));
        var kept = Kept();
        Assert.Contains(kept, file => file.Path.EndsWith(".log", StringComparison.Ordinal));
        Assert.Contains(kept, file => file.Path.Contains("ledger", StringComparison.Ordinal));
        foreach (var canary in _canaries)
        {
            Assert.DoesNotContain(canary, Bodies(provider), StringComparison.Ordinal);
            Assert.All(results, result => Assert.DoesNotContain(canary, result.Output + result.Error, StringComparison.Ordinal));
            Assert.DoesNotContain(kept, file => file.Text.Contains(canary, StringComparison.Ordinal));
            Assert.DoesNotContain(_lines, line => line.Contains(canary, StringComparison.Ordinal));
        }
    }

    private static string Bodies(ScriptedProvider provider) => string.Join('\n', provider.Requests.Select(request => request.Body));

    private void Commit()
    {
        TemporaryRepository.GitIn(User.Workspace, "init", "--quiet");
        TemporaryRepository.GitIn(User.Workspace, "add", "--all");
        TemporaryRepository.GitIn(User.Workspace, "commit", "--quiet", "--message", "All", "--allow-empty");
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
