using CodeAssist.Context.Index;
using CodeAssist.Core.Completion;
using CodeAssist.Core.Completion.Context;
using CodeAssist.JsonRpc;
using CodeAssist.Lsp.Protocol;
using CodeAssist.Server.Features.Definitions;
using CodeAssist.TestSupport;

namespace CodeAssist.Server.Tests.Features.Definitions;

/// <summary>Behaviour 11: definitions that the editor's own language servers know go along.</summary>
public sealed class EditorDefinitionsTests : IDisposable
{
    private readonly TemporaryRepository _folder = TemporaryRepository.CreateFolder();
    private readonly WorkspaceIndexes _indexes = new();
    private readonly ManualTime _time = new();
    private readonly List<DefinitionsParams> _asked = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Behaviour_11_the_definition_of_a_name_before_the_caret_goes_along()
    {
        await ReadAsync(("src/price.ts", "export function price(cart) {\n  return cart.total;\n}\n"));

        var snippet = Assert.Single(await GatherAsync(Answering(Place("src/price.ts", 0)), "let sum = price(|"));

        Assert.Equal(new ContextSnippet("src/price.ts", "export function price(cart) {\n  return cart.total;\n}\n"), snippet);
        Assert.Equal(new DefinitionsParams(Uri("src/till.ts"), [new LspPosition(0, 10), new LspPosition(0, 4), new LspPosition(0, 0)]).Positions, Assert.Single(_asked).Positions);
    }

    [Fact]
    public async Task Behaviour_11_the_editor_is_asked_once_for_all_keys_of_a_line()
    {
        await ReadAsync(("src/price.ts", "export function price(cart) {}\n"));
        var definitions = Answering(Place("src/price.ts", 0));

        Assert.Single(await GatherAsync(definitions, "let a = price;\nlet sum = |"));
        Assert.Single(await GatherAsync(definitions, "let a = price;\nlet sum = price(|"));
        Assert.Single(_asked);
        Assert.Single(await GatherAsync(definitions, "let a = price;\nlet sum = price(a);\nsum|"));
        Assert.Equal(2, _asked.Count);
    }

    [Fact]
    public async Task Behaviour_11_a_key_waits_fifty_milliseconds_and_a_late_answer_serves_the_next_one()
    {
        await ReadAsync(("src/price.ts", "export function price(cart) {}\n"));
        var answer = new TaskCompletionSource<IReadOnlyList<DefinitionPlace>>();
        var definitions = Definitions((_, _) => answer.Task);

        var first = GatherAsync(definitions, "let sum = price(|");
        Assert.False(first.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(50));
        Assert.Empty(await first);

        answer.SetResult([Place("src/price.ts", 0)]);
        Assert.Single(await GatherAsync(definitions, "let sum = price(c|"));
    }

    [Fact]
    public async Task Nothing_is_read_that_the_index_does_not_have()
    {
        await ReadAsync((".gitignore", "secret/\n"), ("secret/price.ts", "function price() {}\n"), ("src/.env", "price=1\n"));
        var outside = new DefinitionPlace("file:///etc/passwd", default);
        var definitions = Answering(Place("secret/price.ts", 0), Place("src/.env", 0), Place("src/till.ts", 0), outside, new DefinitionPlace("untitled:Untitled-1", default), new DefinitionPlace("", default));

        Assert.Empty(await GatherAsync(definitions, "let sum = price(|"));
        Assert.Single(_asked);
    }

    [Fact]
    public async Task A_place_that_means_a_whole_file_is_no_definition()
    {
        await ReadAsync(("src/price.ts", "/** Prices. */\nexport function price() {}\n"));

        Assert.Equal("export function price() {}\n", Assert.Single(await GatherAsync(Answering(new DefinitionPlace(Uri("src/price.ts"), default), Place("src/price.ts", 1)), "price(|")).Text);
    }

    [Fact]
    public async Task An_open_document_counts_as_the_editor_has_it()
    {
        await ReadAsync(("src/price.ts", "function price() {}\n"));
        _indexes.Of(_folder.Root).Update("src/price.ts", "\nfunction price(all) {}\n");

        Assert.Equal("function price(all) {}\n", Assert.Single(await GatherAsync(Answering(Place("src/price.ts", 1)), "price(|")).Text);
    }

    [Fact]
    public async Task What_the_workspace_tells_of_a_definition_is_not_told_twice()
    {
        await ReadAsync(("src/price.ts", "export function price(cart) {\n}\n"));
        var definitions = Answering(new ContextSnippet("src/price.ts", "export function price(cart);\n"), Place("src/price.ts", 0));

        Assert.Equal("export function price(cart);\n", Assert.Single(await GatherAsync(definitions, "price(|")).Text);
    }

    [Fact]
    public async Task An_editor_that_refuses_or_is_gone_leaves_the_workspace_its_say()
    {
        var known = new ContextSnippet("a.ts", "a\n");
        var refusing = new EditorDefinitions(new Known(known), _indexes, _time) { Ask = (_, _) => throw new JsonRpcException(new JsonRpcError(JsonRpcErrorCode.InternalError, "no")) };

        Assert.Equal([known], await GatherAsync(refusing, "price(|"));
        Assert.Equal([known], await GatherAsync(new EditorDefinitions(new Known(known), _indexes, _time), "price(|"));
    }

    private DefinitionPlace Place(string path, int line) => new(Uri(path), new LspRange(new LspPosition(line, 0), new LspPosition(line, 5)));

    private string Uri(string path) => new Uri(Path.Combine(_folder.Root, path)).AbsoluteUri;

    private EditorDefinitions Answering(params IReadOnlyList<DefinitionPlace> places) => Definitions((_, _) => Task.FromResult(places));

    private EditorDefinitions Answering(ContextSnippet known, DefinitionPlace place) =>
        new(new Known(known), _indexes, _time) { Ask = (_, _) => Task.FromResult<IReadOnlyList<DefinitionPlace>>([place]) };

    private EditorDefinitions Definitions(Func<DefinitionsParams, CancellationToken, Task<IReadOnlyList<DefinitionPlace>>> answer) => new(NoContext.Instance, _indexes, _time)
    {
        Ask = (names, token) =>
        {
            _asked.Add(names);
            return answer(names, token);
        },
    };

    private Task<IReadOnlyList<ContextSnippet>> GatherAsync(EditorDefinitions definitions, string marked)
    {
        var caret = marked.IndexOf('|', StringComparison.Ordinal);
        var request = new CompletionRequest("src/till.ts", "shop", "typescript", marked.Remove(caret, 1), caret, CompletionTrigger.Automatic) { Folder = _folder.Root, Uri = Uri("src/till.ts") };
        return definitions.GatherAsync(request, limit: 2, TestContext.Current.CancellationToken);
    }

    private async Task ReadAsync(params (string Path, string Text)[] files)
    {
        foreach (var (path, text) in files)
        {
            _folder.Write(path, text);
        }

        await _indexes.Of(_folder.Root).BuildAsync(_folder.Root, IndexLimits.Default, new Progress<IndexProgress>(), TestContext.Current.CancellationToken);
    }

    private sealed class Known(ContextSnippet snippet) : IContextSource
    {
        public Task<IReadOnlyList<ContextSnippet>> GatherAsync(CompletionRequest request, int limit, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<ContextSnippet>>([snippet]);
    }
}
