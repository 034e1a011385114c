namespace CodeAssist.EndToEnd.Tests.Support;

/// <summary>Code with a place in it, written with the mark <c>‸</c> where the caret is.</summary>
/// <param name="Text">The code without the mark.</param>
/// <param name="Line">Line of the caret, from 0.</param>
/// <param name="Character">UTF-16 code units before the caret in its line.</param>
internal sealed record CaretText(string Text, int Line, int Character)
{
    private const char Mark = '‸';

    /// <summary>Code whose continuation every small model knows: an argument check in a class that has one already.</summary>
    public static CaretText Obvious { get; } = Parse(
        """
        using System;
        using System.Collections.Generic;

        namespace Inventory
        {
            public sealed class Shelf
            {
                private readonly List<Item> items = new List<Item>();

                public void Remove(Item item)
                {
                    if (item == null)
                    {
                        throw new ArgumentNullException("item");
                    }

                    items.Remove(item);
                }

                public void Add(Item item)
                {
                    if (item == null)
                    {
                        throw new ‸
                    }

                    items.Add(item);
                }
            }
        }

        """);

    public static CaretText Parse(string marked)
    {
        var caret = marked.IndexOf(Mark, StringComparison.Ordinal);
        var before = marked[..caret];
        var lineStart = before.LastIndexOf('\n') + 1;
        return new CaretText(before + marked[(caret + 1)..], before.Count(character => character == '\n'), caret - lineStart);
    }

    /// <summary>As <c>codeassist complete</c> wants it.</summary>
    public string Place(string file) => $"{file}:{Line + 1}:{Character + 1}";
}
