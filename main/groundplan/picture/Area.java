package groundplan.picture;

/**
 * A rectangle on the page, in pixels.
 *
 * @param x its left side
 * @param y its upper side
 */
record Area(double x, double y, double width, double height) {
    double right() {
        return x + width;
    }

    double bottom() {
        return y + height;
    }

    Area transposed() {
        return new Area(y, x, height, width);
    }

    double size() {
        return width * height;
    }
}
