using CodeAssist.Context.Map;
using CodeAssist.TestSupport;

namespace CodeAssist.Context.Tests.Map;

/// <summary>What whoever begins to work in a repository is told of it.</summary>
public sealed class RepositoryMapReaderTests : IDisposable
{
    private readonly TemporaryRepository _repository = TemporaryRepository.Create();

    public void Dispose() => _repository.Dispose();

    [Fact]
    public async Task Files_that_have_to_do_with_the_goal_come_first_with_their_members()
    {
        _repository.Write("Alpha.cs", "class Alpha\n{\n    void Other() { }\n}\n");
        _repository.Write("src/ShoppingCart.cs", "class ShoppingCart\n{\n    void AddItem(int item) { }\n}\n");

        var map = await ReadAsync("Make the shopping cart add an item twice.");

        Assert.StartsWith("src/ShoppingCart.cs: ShoppingCart, AddItem", map.Files[0].Text, StringComparison.Ordinal);
        Assert.Equal(2, map.Files.Count);
    }

    [Fact]
    public async Task Ignored_files_and_secrets_are_not_on_the_map()
    {
        _repository.Write(".gitignore", "made/\n");
        _repository.Write("made/Out.cs", "class Out;\n");
        _repository.Write(".env", "KEY=1\n");
        _repository.Write("In.cs", "class In;\n");

        Assert.Equal(["In.cs: In\n"], (await ReadAsync("anything")).Files.Select(file => file.Text).Where(text => text.EndsWith("In\n", StringComparison.Ordinal) || text.Contains("Out", StringComparison.Ordinal) || text.Contains(".env", StringComparison.Ordinal)), StringComparer.Ordinal);
    }

    [Fact]
    public async Task Rules_of_the_repository_are_read_and_say_what_they_cover()
    {
        _repository.Write("AGENTS.md", "Use tabs.\n");
        _repository.Write("src/AGENTS.md", "Use blanks.\n");

        var rules = (await ReadAsync("anything")).Rules;

        Assert.Equal(["Use tabs.", "Use blanks."], rules.OrderBy(rule => rule.Path.Length).Select(rule => rule.Text), StringComparer.Ordinal);
        Assert.False(rules.Single(rule => rule.Path.Length > "AGENTS.md".Length).Covers("lib/a.cs"));
    }

    private Task<RepositoryMap> ReadAsync(string goal) => RepositoryMapReader.ReadAsync(_repository.Root, goal, TestContext.Current.CancellationToken);
}
