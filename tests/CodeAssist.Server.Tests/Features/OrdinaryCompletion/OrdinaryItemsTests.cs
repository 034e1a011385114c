using CodeAssist.Core.Completion;
using CodeAssist.Core.Text;
using CodeAssist.Lsp.Protocol;
using CodeAssist.Server.Features.InlineCompletion;
using CodeAssist.Server.Features.OrdinaryCompletion;

namespace CodeAssist.Server.Tests.Features.OrdinaryCompletion;

public sealed class OrdinaryItemsTests
{
    [Theory]
    [InlineData("shelf.Ad‸", "d(item);", 0, "Add(item);", 6, 8)]
    [InlineData("return ‸", "items.Count;", 0, "items.Count;", 7, 7)]
    [InlineData("Print(na‸)", "me);", 1, "name);", 6, 9)]
    [InlineData("na‸", "me;", 0, "name;", 0, 2)]
    public void An_item_replaces_the_word_before_the_caret_and_what_it_contains_already(
        string marked, string text, int replaced, string inserted, int from, int to)
    {
        var item = Item(marked, text, replaced);

        Assert.Equal(new TextEdit(new LspRange(new LspPosition(0, from), new LspPosition(0, to)), inserted), item.TextEdit);
        Assert.Equal(inserted, item.Label);
        Assert.Null(item.Documentation);
    }

    [Theory]
    [InlineData("if (full)‸", "\n{\n    return;\n}", "{")]
    [InlineData("bo‸", "ol full;\r\n\r\n    int count;", "bool full;")]
    public void Several_lines_are_shown_by_the_first_that_says_something_and_whole_beside_the_list(string marked, string text, string label)
    {
        var item = Item(marked, text, replaced: 0);

        Assert.Equal(label, item.Label);
        Assert.Equal(item.TextEdit.NewText, item.Documentation);
        Assert.EndsWith(text, item.TextEdit.NewText, StringComparison.Ordinal);
        Assert.Equal(InsertTextMode.AsIs, item.InsertTextMode);
    }

    private static CompletionItem Item(string marked, string text, int replaced)
    {
        var caret = marked.IndexOf('‸', StringComparison.Ordinal);
        var document = DocumentSnapshot.Open("file:///somewhere/Shelf.cs", "csharp", 1, marked.Remove(caret, 1));
        var accepted = new CodeAssist.Lsp.Protocol.LspCommand("Suggestion accepted", "codeassist.accepted", []);

        return Assert.Single(OrdinaryItems.Of(new Offer(document, caret, [new Suggestion(text, replaced, "the workspace", 0.9)], accepted)));
    }
}
