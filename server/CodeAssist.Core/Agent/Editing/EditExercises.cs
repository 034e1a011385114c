namespace CodeAssist.Core.Agent.Editing;

/// <summary>The exercises: always the same, three in each form. Each says which line becomes which, because it is the form that is measured, and not what a model makes of a problem.</summary>
public static class EditExercises
{
    private const string Cart =
        """
        namespace Shop;

        public sealed class Cart(string owner)
        {
            private readonly List<Line> _lines = [];

            public string Owner => owner;

            public decimal Total()
            {
                var sum = 0m;
                foreach (var line in _lines)
                {
                    sum += line.Price;
                }

                return sum;
            }

            public void Clear() => _lines.Clear();
        }

        """;

    // What is to be changed stands there twice: whoever quotes it alone has quoted too little.
    private const string Timer =
        """
        using System;

        namespace Kitchen
        {
            public class Timer
            {
                public event EventHandler Rang;

                public TimeSpan Eggs(int minutes)
                {
                    if (minutes < 0)
                        return TimeSpan.Zero;

                    return TimeSpan.FromMinutes(minutes);
                }

                public TimeSpan Tea(int minutes)
                {
                    if (minutes < 0)
                        return TimeSpan.Zero;

                    return TimeSpan.FromMinutes(minutes);
                }
            }
        }

        """;

    private const string Shelf =
        """
        namespace Library;

        internal sealed class Shelf
        {
            private readonly Dictionary<string, int> _copies = new();

            /// <summary>How many copies there are.</summary>
            /// <param name="title">Of the book.</param>
            public int Count(string title) => _copies[title];

            public void Add(string title)
            {
                _copies.TryGetValue(title, out var before);
                _copies[title] = before + 1;
            }
        }

        """;

    private const string Queue =
        """
        class Queue:
            '''People who wait, each with a number.'''

            def __init__(self):
                self.people = []

            def join(self, name):
                self.people.append(name)
                return len(self.people)

            def first(self):
                return self.people[0]

            def leave(self):
                name = self.people[0]
                del self.people[0]
                return name

        """;

    /// <summary>In an order in which each form comes equally often, wherever it is broken off.</summary>
    public static IReadOnlyList<EditExercise> All { get; } =
    [
        .. Changed(
            "src/Cart.cs", Cart, "In Cart.Total, the line `sum += line.Price;` becomes `sum += line.Price * line.Count;`.", "sum += line.Price;", "sum += line.Price * line.Count;",
            EditForm.Member, EditForm.Whole, EditForm.Replace),
        .. Changed(
            "Timer.cs", Timer, "In Timer.Tea, and only there, the line `return TimeSpan.FromMinutes(minutes);` becomes `return TimeSpan.FromSeconds(60 * minutes);`.",
            "return TimeSpan.FromMinutes(minutes);", "return TimeSpan.FromSeconds(60 * minutes);", EditForm.Member, EditForm.Whole, EditForm.Replace),
        .. Changed("Shelf.cs", Shelf, "In Shelf.Add, the line `_copies[title] = before + 1;` becomes `_copies[title] = before + 2;`.", "before + 1", "before + 2", EditForm.Member),
        .. Changed(
            "queue.py", Queue, "In Queue.leave, the two lines `name = self.people[0]` and `del self.people[0]` become the one line `name = self.people.pop(0)`.",
            "name = self.people[0]\n        del self.people[0]", "name = self.people.pop(0)", EditForm.Whole, EditForm.Replace),
    ];

    // Where it stands more than once, the last of them is meant.
    private static IEnumerable<EditExercise> Changed(string path, string before, string wish, string old, string now, params IEnumerable<EditForm> forms)
    {
        var text = before.ReplaceLineEndings("\n");
        var at = text.LastIndexOf(old, StringComparison.Ordinal);
        return forms.Select(form => new EditExercise(form, path, text, wish, $"{text[..at]}{now}{text[(at + old.Length)..]}"));
    }
}
