namespace CodeAssist.ModelHost.Inference.Speculation;

/// <summary>What a step costs by its number of rows: a straight line through the latest steps, by least squares.</summary>
internal sealed class RowCost
{
    private const double Memory = 0.97;

    // A step that took several times as long as it should was interrupted by somebody else's work.
    private const double MostOutlier = 3;

    // Until steps of different sizes were seen: further rows cost some, but not as much as the first.
    private const double FirstSlope = 0.2;

    private double _weight;
    private double _rows;
    private double _squares;
    private double _time;
    private double _products;

    /// <summary>Whether a step was measured yet.</summary>
    public bool IsMeasured => _weight > 0;

    /// <summary>Cost of a step; in milliseconds once one was measured, before that relative to a step of one row.</summary>
    public double Of(int rows)
    {
        if (_weight <= 0)
        {
            return 1 + (FirstSlope * (rows - 1));
        }

        var (mean, meanTime) = (_rows / _weight, _time / _weight);
        var variance = (_squares / _weight) - (mean * mean);
        if (variance < 0.05)
        {
            var one = meanTime / (1 + (FirstSlope * (mean - 1)));
            return one * (1 + (FirstSlope * (rows - 1)));
        }

        // A line that falls, or begins below zero, is noise.
        var slope = Math.Clamp(((_products / _weight) - (mean * meanTime)) / variance, 0, meanTime / mean);
        return Math.Max(meanTime + (slope * (rows - mean)), meanTime / 1_000);
    }

    public void Add(int rows, double milliseconds)
    {
        var time = _weight < 1 ? milliseconds : Math.Min(milliseconds, MostOutlier * Of(rows));
        _weight = (_weight * Memory) + 1;
        _rows = (_rows * Memory) + rows;
        _squares = (_squares * Memory) + ((double)rows * rows);
        _time = (_time * Memory) + time;
        _products = (_products * Memory) + (rows * time);
    }
}
