using CodeAssist.Core.Completion;

namespace CodeAssist.Server.CommandLine;

/// <summary>The code that <c>doctor</c> has completed to see how fast the machine is.</summary>
internal static class DoctorSample
{
    private const string Before = """
        using System;
        using System.Collections.Generic;

        namespace Inventory
        {
            public sealed class Shelf
            {
                private readonly List<Item> items = new List<Item>();
                private readonly string name;

                public Shelf(string name)
                {
                    if (name == null)
                    {
                        throw new ArgumentNullException("name");
                    }

                    this.name = name;
                }

                public int Count
                {
                    get { return items.Count; }
                }

                public void Add(Item item)
                {
                    if (item == null)
                    {
                        throw new
        """;

    private const string After = """


                    items.Add(item);
                }
            }
        }

        """;

    /// <summary>What is asked; of no folder.</summary>
    public static CompletionRequest Request { get; } = new(
        $"doctor-{Environment.ProcessId}.cs", "doctor", "csharp", Before + After, Before.Length, CompletionTrigger.Invoked);
}
