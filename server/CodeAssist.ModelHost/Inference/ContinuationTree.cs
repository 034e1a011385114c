namespace CodeAssist.ModelHost.Inference;

/// <summary>Continuations of one prompt as a tree, so that what several begin with is decoded once.</summary>
/// <remarks>The root stands for the last token of the prompt: its logits say how probable each first token is.</remarks>
internal sealed class ContinuationTree
{
    /// <summary>A probability of zero has no logarithm, and JSON no infinity; this is nearer to zero than any that can be told apart.</summary>
    private const double LeastLogProbability = -1_000;

    private readonly Node _root = new(token: -1, parent: null);
    private readonly List<Node> _ends;
    private readonly Queue<Node> _leaves;
    private List<Node> _path = [];

    public ContinuationTree(IEnumerable<int[]> continuations)
    {
        _ends = [.. continuations.Select(Add)];
        _leaves = new Queue<Node>(Leaves());
        MoveOn();
    }

    /// <summary>Tokens of the path that is being decoded, from the first behind the prompt to a leaf.</summary>
    public IEnumerable<int> Path => _path.Skip(1).Select(node => node.Token);

    /// <summary>How many nodes of the path were weighed, the root included; those it shares with the path before it were.</summary>
    public int WeighedDepth { get; private set; }

    /// <summary>How many tokens the tree has.</summary>
    public int TokenCount { get; private set; }

    /// <summary>Takes the logits behind the next node of the path.</summary>
    /// <param name="logits">One for each token of the vocabulary.</param>
    /// <param name="logSum">Logit minus this is the logarithm of a probability.</param>
    /// <param name="endLogProbability">Logarithm of the probability that the text ends here.</param>
    public void Weigh(ReadOnlySpan<float> logits, double logSum, double endLogProbability)
    {
        var node = _path[WeighedDepth++];
        node.EndLogProbability = Math.Max(LeastLogProbability, endLogProbability);
        foreach (var child in node.Children)
        {
            child.LogProbability = node.LogProbability + Math.Max(LeastLogProbability, logits[child.Token] - logSum);
        }
    }

    /// <summary>Whether all nodes of the path were weighed.</summary>
    public bool IsPathDone => WeighedDepth == _path.Count;

    /// <summary>Goes to the next path.</summary>
    /// <returns>False when there is none.</returns>
    public bool MoveOn()
    {
        if (!_leaves.TryDequeue(out var leaf))
        {
            return false;
        }

        var before = _path;
        _path = PathTo(leaf);
        WeighedDepth = before.Zip(_path).TakeWhile(pair => ReferenceEquals(pair.First, pair.Second)).Count();
        return true;
    }

    /// <summary>What each continuation got, in the order in which they were given.</summary>
    public IEnumerable<(double LogProbability, double EndLogProbability)> Scores =>
        _ends.Select(end => (end.LogProbability, end.EndLogProbability));

    private Node Add(int[] continuation)
    {
        var node = _root;
        foreach (var token in continuation)
        {
            var child = node.Children.Find(child => child.Token == token);
            if (child is null)
            {
                child = new Node(token, node);
                node.Children.Add(child);
                TokenCount++;
            }

            node = child;
        }

        return node;
    }

    // Depth first, so that a path shares as much as can be with the one before it. No recursion: a continuation may be long.
    private IEnumerable<Node> Leaves()
    {
        var open = new Stack<Node>([_root]);
        while (open.TryPop(out var node))
        {
            if (node.Children.Count == 0)
            {
                yield return node;
            }

            foreach (var child in node.Children)
            {
                open.Push(child);
            }
        }
    }

    private static List<Node> PathTo(Node leaf)
    {
        var path = new List<Node>();
        for (var node = leaf; node is not null; node = node.Parent)
        {
            path.Add(node);
        }

        path.Reverse();
        return path;
    }

    private sealed class Node(int token, Node? parent)
    {
        public int Token { get; } = token;

        public List<Node> Children { get; } = [];

        /// <summary>Of all tokens up to this one.</summary>
        public double LogProbability { get; set; }

        public double EndLogProbability { get; set; }

        public Node? Parent { get; } = parent;
    }
}
