import ArgumentParser
import Images
import Plots

/// Texts around a sheet.
struct LabelOptions: ParsableArguments {
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("A text beside each line of images.", valueName: "A,..."))
    var lineLabels: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("A text above each column of images.", valueName: "A,..."))
    var columnLabels: String?

    /// The first option that was given; nil: none was.
    var given: String? {
        lineLabels != nil ? "--line-labels" : columnLabels != nil ? "--column-labels" : nil
    }

    /// The sheet with its labels.
    ///
    /// - Parameter grid: how many images are on a line, and how many lines there are.
    func around(
        _ sheet: Image, grid: (columns: Int, lines: Int), gap: Int
    ) throws(Failure) -> Image {
        guard given != nil else { return sheet }
        let labels = SheetLabels(
            lines: try LabelOptions.labels(lineLabels, "--line-labels", count: grid.lines, of: "line"),
            columns: try LabelOptions.labels(
                columnLabels, "--column-labels", count: grid.columns, of: "column"))
        do throws(ImageError) {
            return try labels.around(sheet, grid: grid, gap: gap)
        } catch {
            throw .usage(error.description)
        }
    }

    private static func labels(
        _ text: String?, _ option: String, count: Int, of what: String
    ) throws(Failure) -> [String] {
        guard let text else { return [] }
        let labels = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        guard labels.count == count else {
            throw .usage("\(option): found \(labels.count), expected \(count) labels, one for each \(what)")
        }
        return labels
    }
}
