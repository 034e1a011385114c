using CodeAssist.Context.Index;
using CodeAssist.Core.Completion;
using CodeAssist.Core.Completion.Context;
using CodeAssist.TestSupport;

namespace CodeAssist.Context.Tests.Index.Declarations;

/// <summary>Behaviour 11: what the types at a caret offer goes along, from anywhere in the workspace.</summary>
public sealed class TypeSnippetTests : IDisposable
{
    private const string Cart = "namespace Shop;\n\npublic sealed class Cart\n{\n    public int Add(int amount) => amount;\n}\n";
    private const string Adds = "namespace Shop;\n\npublic interface IAdds\n{\n    int Add(int amount);\n    bool IsFull { get; }\n}\n";

    private readonly TemporaryRepository _folder = TemporaryRepository.CreateFolder();
    private readonly WorkspaceIndex _index = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Behaviour_11_members_of_the_receiver_stand_next_to_the_code()
    {
        await ReadAsync(("shop/Cart.cs", Cart));

        var last = Gather("class Till { void Pay(Cart cart) { cart.| } }")[^1];

        Assert.Equal(new ContextSnippet("shop/Cart.cs", "public sealed class Cart\n{\n    public int Add(int amount);\n}\n"), last);
    }

    [Fact]
    public async Task Behaviour_11_members_that_are_still_to_be_implemented_go_along()
    {
        await ReadAsync(("shop/IAdds.cs", Adds));

        Assert.Contains("bool IsFull { get; }", Assert.Single(Gather("class Bag : IAdds\n{\n    |\n}\n")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Behaviour_11_an_edited_type_counts_as_the_editor_has_it()
    {
        await ReadAsync(("shop/Cart.cs", Cart));
        _index.Update("shop/Cart.cs", Cart.Replace("Add", "Insert", StringComparison.Ordinal));
        Assert.Contains("Insert(int amount);", Gather("class Till { void Pay(Cart cart) { cart.| } }")[^1].Text, StringComparison.Ordinal);

        _index.Update("shop/Cart.cs", Cart.Replace("Add", "Put", StringComparison.Ordinal));
        Assert.Contains("Put(int amount);", Gather("class Till { void Pay(Cart cart) { cart.| } }")[^1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Behaviour_11_nothing_is_told_of_types_that_the_workspace_does_not_have_or_the_file_has_itself()
    {
        await ReadAsync(("shop/Cart.cs", Cart));

        Assert.Empty(Gather("class Till { void Pay(Money money) { money.| } }"));
        Assert.Empty(Gather("class Cart { void Pay(Cart cart) { cart.| } }"));
        Assert.Empty(Gather("class Till { void Pay(Cart cart) { cart.| } }", "javascript"));
    }

    private async Task ReadAsync(params (string Path, string Text)[] files)
    {
        foreach (var (path, text) in files)
        {
            _folder.Write(path, text);
        }

        await _index.BuildAsync(_folder.Root, IndexLimits.Default, new Progress<IndexProgress>(), TestContext.Current.CancellationToken);
    }

    private IReadOnlyList<ContextSnippet> Gather(string marked, string language = "csharp")
    {
        var caret = marked.IndexOf('|', StringComparison.Ordinal);
        return _index.Gather(new CompletionRequest("src/Till.cs", "shop", language, marked.Remove(caret, 1), caret, CompletionTrigger.Automatic), limit: 2);
    }
}
