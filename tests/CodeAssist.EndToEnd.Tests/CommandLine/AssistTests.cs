using CodeAssist.EndToEnd.Tests.Support;
using CodeAssist.TestSupport;

namespace CodeAssist.EndToEnd.Tests.CommandLine;

/// <summary><c>codeassist explain</c>, <c>fix</c> and <c>route</c>, with a scripted model server on this machine or in its own network.</summary>
public sealed class AssistTests : ProductTest
{
    private const string Cart = "class Cart\n{\n    int Total(int price)\n    {\n        return price - 1;\n    }\n}\n";

    // A quote in JSON's clothes: these are written into a JSON text as they are.
    private const string Fixed = @"The tax is gone.\n```csharp\n        return price;\n```\n";

    [Fact]
    public async Task Without_a_model_that_can_it_says_what_to_do()
    {
        var result = await RunAsync("explain", User.WriteFile("Cart.cs", Cart));

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("model.chat names the file of a model that does", result.Error, StringComparison.Ordinal);
        Assert.Equal("", result.Output.Trim());
    }

    [Fact]
    public async Task An_explanation_comes_from_the_model_server_of_this_machine_also_in_local_only()
    {
        await using var provider = Loopback(ScriptedProvider.Saying(Answers.OpenAi("It takes one ", "off the price.")));

        var result = await RunAsync("explain", User.WriteFile("Cart.cs", Cart) + ":5");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal("It takes one off the price.", result.Output.Trim());
        Assert.Contains("loopback/small. Routine work stays on this machine.", result.Error, StringComparison.Ordinal);
        var asked = Assert.Single(provider.Requests).Body;
        Assert.Contains("return price - 1;", asked, StringComparison.Ordinal);
        Assert.Contains("\"model\":\"small\"", asked, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_chat_model_of_ones_own_answers_in_the_host_and_is_counted()
    {
        var path = User.In("tiny-chat.gguf");
        NonsenseModel.Write(path, 2_048);
        User.Settings["model.chat"] = path;

        // Its weights are drawn by chance: what it says means nothing, and how long it goes on is cut by the limit.
        var report = (await RunAsync("explain", User.WriteFile("Cart.cs", Cart) + ":5", "--json")).ToJson();
        var use = Assert.Single((await RunAsync("usage", "--json")).ToJson()["use"]!.AsArray())!;

        Assert.Equal("local/tiny-chat", (string?)report["route"]!["model"]);
        Assert.True((string?)report["outcome"] is "explained" or "partial", report.ToJsonString());
        Assert.Equal(("local/tiny-chat", "explain", true), ((string?)use["model"], (string?)use["task"], (bool?)use["isLocal"]));
    }

    [Fact]
    public async Task A_change_is_shown_as_a_patch_and_written_only_when_asked()
    {
        await using var provider = Loopback(ScriptedProvider.Saying(Answers.OpenAi(Fixed)));
        var file = User.WriteFile("Cart.cs", Cart);

        var shown = await RunAsync("fix", file + ":5", "--wish", "no tax");
        var before = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        var written = await RunAsync("fix", file + ":5", "--wish", "no tax", "--apply");

        Assert.Equal((0, 0), (shown.ExitCode, written.ExitCode));
        Assert.Contains("-        return price - 1;\n+        return price;\n", shown.Output, StringComparison.Ordinal);
        Assert.Equal(Cart, before);
        Assert.Equal(Cart.Replace(" - 1", "", StringComparison.Ordinal), await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_change_that_does_not_compile_is_asked_for_again_and_never_offered()
    {
        await using var provider = Loopback(ScriptedProvider.Saying(Answers.OpenAi(Fixed.Replace("price;", "price", StringComparison.Ordinal))));

        var result = await RunAsync("fix", User.WriteFile("Cart.cs", Cart) + ":5", "--wish", "no tax", "--apply");

        Assert.Equal(1, result.ExitCode);
        Assert.Equal(2, provider.Requests.Count);
        Assert.Contains("Its answers cannot be used.", result.Error, StringComparison.Ordinal);
        Assert.Equal(Cart, await File.ReadAllTextAsync(User.In("work/Cart.cs"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task What_an_ignore_file_excludes_is_sent_to_nobody()
    {
        await using var provider = Loopback(ScriptedProvider.Sink());
        User.WriteFile(".aiignore", "Cart.cs\n");

        var result = await RunAsync("explain", User.WriteFile("Cart.cs", Cart));

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("never sent to another program", (await RunAsync("route", "explain", User.In("work/Cart.cs"))).Output, StringComparison.Ordinal);
        Assert.Equal(0, provider.Connections);
    }

    [Fact]
    public async Task A_route_is_shown_with_every_model_and_without_asking_any()
    {
        await using var provider = Loopback(ScriptedProvider.Sink());

        var report = (await RunAsync("route", "fix", User.WriteFile("Cart.cs", Cart), "--stronger", "--json")).ToJson();

        Assert.Equal("loopback/small", (string?)report["model"]);
        Assert.Equal("UserWantsStronger", (string?)report["reason"]);
        var rejected = report["rejected"]!.AsArray().ToDictionary(entry => (string)entry!["model"]!, entry => (string?)entry!["code"], StringComparer.Ordinal);
        Assert.Equal("CannotChat", rejected["local/built-in"]);
        Assert.All(rejected.Where(entry => entry.Key.StartsWith("openai/", StringComparison.Ordinal)), entry => Assert.Equal("LocalOnly", entry.Value));
        Assert.Equal(0, provider.Connections);
    }

    [Fact]
    public async Task Who_costs_money_is_asked_only_after_a_yes_and_what_it_cost_is_in_the_usage()
    {
        if (OwnNetwork.Find() is not { } address)
        {
            Assert.Skip("This machine has no address in a network of its own, at which a private endpoint could be.");
            return;
        }

        await using var provider = ScriptedProvider.StartAt(address, Answers.OpenAi("It takes one off."));
        User.Settings["endpoints.private"] = provider.Url;
        User.Settings["endpoints.privateModel"] = "house";
        Directory.CreateDirectory(User.Config);
        await File.WriteAllTextAsync(
            Path.Combine(User.Config, "providers.json"),
            """{ "version": 1, "models": [{ "provider": "private", "model": "house", "contextTokens": { "value": 32768 }, "price": { "value": { "input": 1000, "output": 4000 } } }] }""",
            TestContext.Current.CancellationToken);
        var file = User.WriteFile("Cart.cs", Cart);
        Assert.Equal(0, (await RunAsync("policy", "allow", "--folder", User.Workspace)).ExitCode);

        var unasked = await RunAsync("explain", file);
        var allowed = await RunAsync("explain", file, "--allow", "10");
        var use = (await RunAsync("usage", "--json")).ToJson()["use"]!.AsArray();

        Assert.Equal(3, unasked.ExitCode);
        Assert.Contains("Nobody is here to allow it.", unasked.Error, StringComparison.Ordinal);
        Assert.Equal("It takes one off.", allowed.Output.Trim());
        Assert.Single(provider.Requests);

        // 7 new and 4 kept tokens of the question, 7 of the answer: what the provider counted, at the user's own price.
        var row = Assert.Single(use)!;
        Assert.Equal(("private/house", 0.039m), ((string?)row["model"], (decimal)row["dollars"]!));
    }
}
